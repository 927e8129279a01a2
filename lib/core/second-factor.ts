import { createHash } from "node:crypto";
import type { Transaction } from "#lib/db/transaction";
import { plainCode, readableCode } from "./readable-code.ts";

/** How many codes on paper one gets. */
export const RECOVERY_CODES = 10;

const PERIOD = 30;

/** A new secret for an authenticator app: in base32, and as the address that its QR code holds. */
export async function makeAuthenticator(account: string): Promise<{ secret: string; address: string }> {
  const { Secret, TOTP } = await import("otpauth");
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, address: new TOTP({ issuer: "Turbo", label: account, secret }).toString() };
}

/** The half minute that a code of the app is for, one to either side of now being fine; null for a wrong code. */
export async function stepOf(secret: string, code: string, now: Date): Promise<number | null> {
  const { Secret, TOTP } = await import("otpauth");
  const timestamp = now.getTime();
  const token = code.replaceAll(/\s/g, "");
  const delta = TOTP.validate({ token, secret: Secret.fromBase32(secret), period: PERIOD, timestamp, window: 1 });
  return delta === null ? null : TOTP.counter({ period: PERIOD, timestamp }) + delta;
}

/**
 * Uses a code of the app or one on paper up, and says which it was; null where it does not fit, or did already. Of two
 * tries with one code at the same moment, one fits.
 */
export async function spendCode(
  tx: Transaction,
  { userId, code }: { userId: string; code: string },
  now: Date,
): Promise<"app" | "paper" | null> {
  const factor = await tx.secondFactor.findUnique({ where: { userId } });
  if (!factor?.confirmedAt) return null;
  const step = await stepOf(factor.secret, code, now);
  if (step !== null) {
    const used = await tx.secondFactor.updateMany({
      where: { userId, lastStep: { lt: step } },
      data: { lastStep: step },
    });
    return used.count === 1 ? "app" : null;
  }
  const used = await tx.recoveryCode.updateMany({
    where: { hash: hashOf(userId, code), usedAt: null },
    data: { usedAt: now },
  });
  return used.count === 1 ? "paper" : null;
}

/**
 * Gives a person new codes on paper, in place of those before; only their hashes are kept. One has 60 bits, which nobody
 * guesses.
 */
export async function writeRecoveryCodes(tx: Transaction, userId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => readableCode(3));
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ hash: hashOf(userId, code), createdAt: now, userId })),
  });
  return codes;
}

function hashOf(userId: string, code: string): string {
  return createHash("sha256")
    .update(`recovery:${userId}:${plainCode(code)}`)
    .digest("hex");
}
