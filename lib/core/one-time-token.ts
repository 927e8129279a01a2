import { createHash, randomBytes } from "node:crypto";
import type { Database } from "#lib/db/database";
import type { Reader, Transaction } from "#lib/db/transaction";
import type { Role } from "./actor.ts";
import { plainCode, readableCode } from "./readable-code.ts";

type Purpose = "enter" | "setup" | "invite" | "reset" | "passkey" | "new passkey";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long each kind is good for, in milliseconds. */
const LIFE: Record<Purpose, number> = {
  enter: 10 * MINUTE,
  setup: DAY,
  invite: 7 * DAY,
  reset: DAY,
  passkey: 5 * MINUTE,
  "new passkey": 5 * MINUTE,
};

/** What a token is about, beyond its purpose. */
interface About {
  id?: string;
  byId?: string;
  invited?: { name: string | null; handle: string | null; role: Role; projectIds: string[] | null };
  userId?: string;
}

/** A secret that works once; only its hash is stored. Tokens that ran out are swept away on the way. */
export function makeOneTimeToken(database: Database, purpose: Purpose): Promise<string> {
  return database.write(async (tx) => (await addOneTimeToken(tx, purpose, new Date())).token);
}

/** The same within a write. */
export async function addOneTimeToken(
  tx: Transaction,
  purpose: Purpose,
  now: Date,
  about: About = {},
): Promise<{ token: string; expiresAt: Date }> {
  const token = purpose === "setup" ? readableCode(4) : randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + LIFE[purpose]);
  await tx.oneTimeToken.deleteMany({ where: { expiresAt: { lt: now } } });
  const row = { hash: hashOf(purpose, token), createdAt: now, purpose, expiresAt, ...about };
  await tx.oneTimeToken.createMany({ data: [row] });
  return { token, expiresAt };
}

/** Uses a token up. Of many at the same moment, one is answered true. */
export async function takeOneTimeToken(database: Database, purpose: Purpose, token: string): Promise<boolean> {
  if (!(await isOneTimeToken(database, purpose, token))) return false;
  return database.write((tx) => spendOneTimeToken(tx, purpose, token, new Date()));
}

/** The same within a write, which takes it back where it fails. */
export async function spendOneTimeToken(tx: Transaction, purpose: Purpose, token: string, now: Date): Promise<boolean> {
  const used = await tx.oneTimeToken.updateMany({
    where: { hash: hashOf(purpose, token), purpose, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return used.count === 1;
}

/** Whether a token would work, without using it up. */
export async function isOneTimeToken(database: Database, purpose: Purpose, token: string): Promise<boolean> {
  const found = await findOneTimeToken(database.reader, purpose, token, new Date());
  return found !== null && found.usedAt === null;
}

/** The row of a token that has not run out, used up or not; null for one that has, was withdrawn, or never was. */
export async function findOneTimeToken(reader: Reader, purpose: Purpose, token: string, now: Date) {
  const found = await reader.oneTimeToken.findUnique({ where: { hash: hashOf(purpose, token) } });
  return found && found.purpose === purpose && found.expiresAt > now ? found : null;
}

function hashOf(purpose: Purpose, token: string): string {
  const plain = purpose === "setup" ? plainCode(token) : token;
  return createHash("sha256").update(`${purpose}:${plain}`).digest("hex");
}
