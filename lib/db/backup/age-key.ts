import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { TurboError } from "#lib/core/errors";

/** A key pair of age; the identity is the secret half. */
export async function makeAgeKey(): Promise<{ identity: string; recipient: string }> {
  const { generateIdentity, identityToRecipient } = await import("age-encryption");
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Writes a new secret key to a file of its owner's alone and answers the public one. */
export async function writeAgeKey(file: string): Promise<string> {
  const { identity, recipient } = await makeAgeKey();
  try {
    await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EEXIST";
    const reason = taken ? "is there already, so nothing was written" : "cannot be written";
    throw new TurboError("refused", `${file} ${reason}. Name another file.`, { cause: error });
  }
  return recipient;
}

/** The secret key in a file as `age-keygen` and `turbo backup key` write it. */
export function readAgeKey(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new TurboError("not_found", `${file} cannot be read. Give the file of your key with --identity.`, {
      cause: error,
    });
  }
  const identity = /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0];
  if (identity) return identity;
  throw new TurboError("refused", `${file} holds no secret key of age: a line that begins with AGE-SECRET-KEY-.`);
}
