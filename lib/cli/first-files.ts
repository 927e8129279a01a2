import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";

/** Makes the data folder and, where nothing set a secret, a turbo.toml with one. Both are their owner's alone. */
export function makeFirstFiles(config: Config): void {
  try {
    mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
    accessSync(config.dataDirectory, constants.W_OK | constants.X_OK);
    chmodSync(config.dataDirectory, 0o700);
    const file = path.join(config.home, "turbo.toml");
    if (!existsSync(file) && !config.security.secretKey) writeFileSync(file, firstToml(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new TurboError(
      "configuration",
      `Turbo cannot keep its data in ${config.dataDirectory}: ${reason(error)}. Start it in a folder of your own, or set TURBO_DATA_DIRECTORY.`,
      { cause: error },
    );
  }
}

function firstToml(): string {
  return `# Settings of this Turbo. turbo.example.toml lists them all; \`turbo config show\` says what holds.

[security]
# Signs sessions. Whoever has it can sign in as anybody, so keep it to yourself.
secret_key = "${randomBytes(32).toString("base64url")}"
`;
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "the folder may not be written to";
  if (code === "EEXIST" || code === "ENOTDIR") return "a file stands where the folder should be";
  if (code === "ENOSPC") return "the disk is full";
  return error instanceof Error ? error.message : String(error);
}
