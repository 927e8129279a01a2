import path from "node:path";
import { BOOTSTRAP_KEY_LENGTH, type Config, loadConfig } from "#lib/core/config";
import { ERROR_CODES, TurboError } from "#lib/core/errors";
import { readTemplates } from "#lib/core/read-templates";
import { trustedProxies } from "#lib/core/trusted-proxies";
import { requireCurrentSchema } from "#lib/db/migrate";
import { settleTemplates } from "#lib/domain/templates/template-source";
import { settleAddresses } from "./settle-addresses.ts";

/** How long open streams may hold up a server that was asked to end, in milliseconds. */
const FAREWELL = 1500;

/** Refuses to serve with a configuration or a database that is not fit: one sentence, and the exit code of its kind. */
export async function boot(): Promise<void> {
  try {
    const config = loadConfig();
    requireSafeBinding(config);
    settleAddresses(trustedProxies(config.server.trustedProxies));
    const root = path.join(/* turbopackIgnore: true */ process.cwd());
    await requireCurrentSchema(config.database.url, path.join(root, "prisma"));
    const folders = { bundled: path.join(root, "templates"), own: config.templatesDirectory };
    settleTemplates(() => readTemplates(folders));
  } catch (error) {
    const { code, message } =
      error instanceof TurboError ? error : { code: "internal" as const, message: `Turbo did not start: ${error}` };
    process.stderr.write(`${message}\n`);
    process.exit(ERROR_CODES[code].exit);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => setTimeout(() => process.exit(0), FAREWELL).unref());
  }
  // Whoever started the server holds its standard input; the system closes it even when that process was killed.
  if (process.env.TURBO_ENDS_WITH_STDIN) process.stdin.once("end", () => process.kill(process.pid, "SIGTERM")).resume();
}

/** A server that others can reach has a secret of its own, and no bootstrap key that could be guessed. */
export function requireSafeBinding(config: Config, apiKey = process.env.TURBO_API_KEY): void {
  if (config.bound !== "wide") return;
  if (!config.security.secretKey) {
    throw new TurboError(
      "configuration",
      "Turbo is bound wide and has no secret, so it did not start. Set TURBO_SECRET_KEY to 32 random characters or more, or start it with `turbo start`, which listens on this machine only.",
    );
  }
  if (apiKey && apiKey.length < BOOTSTRAP_KEY_LENGTH) {
    throw new TurboError(
      "configuration",
      `TURBO_API_KEY has ${apiKey.length} characters, so Turbo did not start. Set it to ${BOOTSTRAP_KEY_LENGTH} or more, or leave it out.`,
    );
  }
}
