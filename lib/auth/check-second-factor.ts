import { TurboError } from "#lib/core/errors";
import { spendCode } from "#lib/core/second-factor";
import type { Throttle } from "#lib/core/throttle";
import type { Database } from "#lib/db/database";
import { tellFailure } from "./tell-sign-in.ts";

/** What the sign-in page is told where the password fits and a code is still to be given. */
export const CODE_WANTED = "CodeWanted";

interface Given {
  userId: string;
  code: string;
  address: string;
}

/** Lets through who has no second factor, or gives a code of it. Throws `unauthenticated`, or `limited` with the wait. */
export async function checkSecondFactor(
  database: Database,
  throttle: Throttle,
  { userId, code, address }: Given,
): Promise<void> {
  const where = { userId, confirmedAt: { not: null } };
  const select = { user: { select: { id: true, handle: true } } };
  const factor = await database.reader.secondFactor.findFirst({ where, select });
  if (!factor) return;
  if (code.trim() === "") throw new TurboError("unauthenticated", CODE_WANTED);
  const fits = await throttle.hear(address, `code of ${userId}`, () =>
    database.write((tx) => spendCode(tx, { userId, code: code.slice(0, 40) }, new Date())),
  );
  if (fits !== null) return;
  tellFailure(database, factor.user, "wrong code");
  throw new TurboError("unauthenticated", "This code does not work, or was used already. Wait for the next one.");
}

/** Whether a password alone does not sign this person in. */
export async function hasSecondFactor(database: Database, userId: string): Promise<boolean> {
  const where = { userId, confirmedAt: { not: null } };
  return (await database.reader.secondFactor.findFirst({ where, select: { userId: true } })) !== null;
}
