import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { hashApiKey, isWholeApiKey, makeApiKey } from "#lib/core/api-key";
import { newId } from "#lib/core/ids";
import { makeOneTimeToken } from "#lib/core/one-time-token";
import type { Database } from "#lib/db/database";
import { ensureUser, type UserColumns } from "./people.ts";

/** The owner of local mode: the first owner there is, or a new one without a password. */
export function ensureLocalOwner(database: Database): Promise<UserColumns> {
  const owner = { system: false, role: "owner", disabledAt: null } as const;
  return ensureUser(database, owner, { handle: "owner", name: "Owner", role: "owner", system: false });
}

/** A token for `/enter?token=…`, good once and for ten minutes. */
export function makeEnterToken(database: Database): Promise<string> {
  return makeOneTimeToken(database, "enter");
}

/** A code for the set-up page, good once and for a day. */
export function makeSetupCode(database: Database): Promise<string> {
  return makeOneTimeToken(database, "setup");
}

/** Keys that `start` keeps on this machine: agents write, the owner's own command line does what the owner may. */
const LOCAL_KEYS = {
  agent: { name: "Local agents", scope: "write" },
  script: { name: "Local command line", scope: "admin" },
} as const;

/** The local owner's key in `file` (mode 600); made again where it is missing, revoked, expired or of another database. */
export async function ensureLocalKey(
  database: Database,
  file: string,
  kind: keyof typeof LOCAL_KEYS = "agent",
): Promise<string> {
  const kept = await keptKey(file);
  if (kept && (await works(database, kept))) return kept;
  const owner = await ensureLocalOwner(database);
  const { secret, prefix, hash } = makeApiKey();
  const now = new Date();
  await database.write(async (tx) => {
    const row = { id: newId(), createdAt: now, updatedAt: now, userId: owner.id, kind, prefix, hash };
    await tx.apiKey.createMany({ data: [{ ...row, ...LOCAL_KEYS[kind] }] });
  });
  await keep(file, secret);
  return secret;
}

async function keptKey(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, "utf8")).trim();
    return isWholeApiKey(text) ? text : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

async function works(database: Database, key: string): Promise<boolean> {
  const row = await database.reader.apiKey.findUnique({
    where: { hash: hashApiKey(key) },
    select: { revokedAt: true, expiresAt: true, user: { select: { disabledAt: true } } },
  });
  if (!row || row.revokedAt || row.user.disabledAt) return false;
  return row.expiresAt === null || row.expiresAt > new Date();
}

/** Written beside and moved into place, so that nobody reads half a key. */
async function keep(file: string, secret: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${newId()}`;
  try {
    await writeFile(beside, `${secret}\n`, { mode: 0o600 });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
