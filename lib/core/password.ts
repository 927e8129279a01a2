import { hash, verify } from "@node-rs/argon2";

/** OWASP's smallest recommended setting for argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password, with its salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

let nobody: Promise<string> | null = null;

/** Whether a password fits a hash. Without a hash the answer is no, after the same work, so that time tells nothing. */
export async function fitsPassword(password: string, hashed: string | null): Promise<boolean> {
  nobody ??= hashPassword("nobody has this password");
  const fits = await verify(hashed ?? (await nobody), password.normalize("NFKC"));
  return fits && hashed !== null;
}
