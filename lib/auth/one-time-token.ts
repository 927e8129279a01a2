import { createHash, randomBytes, randomInt } from "node:crypto";
import type { Database } from "#lib/db/database";

type Purpose = "enter" | "setup";

/** Letters and digits that are not mistaken for one another. */
const READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

const MINUTE = 60_000;

/** How long each kind is good for, in milliseconds. */
const LIFE: Record<Purpose, number> = { enter: 10 * MINUTE, setup: 24 * 60 * MINUTE };

/** A secret that works once; only its hash is stored. Tokens that ran out are swept away on the way. */
export async function makeOneTimeToken(database: Database, purpose: Purpose): Promise<string> {
  const token = purpose === "enter" ? randomBytes(32).toString("base64url") : readableCode();
  const now = new Date();
  await database.write(async (tx) => {
    await tx.oneTimeToken.deleteMany({ where: { expiresAt: { lt: now } } });
    const expiresAt = new Date(now.getTime() + LIFE[purpose]);
    await tx.oneTimeToken.createMany({ data: [{ hash: hashOf(purpose, token), createdAt: now, purpose, expiresAt }] });
  });
  return token;
}

/** Uses a token up. Of many at the same moment, one is answered true. */
export async function takeOneTimeToken(database: Database, purpose: Purpose, token: string): Promise<boolean> {
  if (!(await isOneTimeToken(database, purpose, token))) return false;
  const now = new Date();
  return database.write(async (tx) => {
    const taken = await tx.oneTimeToken.updateMany({
      where: { hash: hashOf(purpose, token), purpose, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    return taken.count === 1;
  });
}

/** Whether a token would work, without using it up. */
export async function isOneTimeToken(database: Database, purpose: Purpose, token: string): Promise<boolean> {
  const found = await database.reader.oneTimeToken.findUnique({ where: { hash: hashOf(purpose, token) } });
  return found !== null && found.purpose === purpose && found.usedAt === null && found.expiresAt > new Date();
}

/** Sixteen characters in four groups: 80 bits, easy to copy from a log. */
function readableCode(): string {
  const group = () => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

function hashOf(purpose: Purpose, token: string): string {
  const plain = purpose === "setup" ? token.toUpperCase().replaceAll(/[^A-Z0-9]/g, "") : token;
  return createHash("sha256").update(`${purpose}:${plain}`).digest("hex");
}
