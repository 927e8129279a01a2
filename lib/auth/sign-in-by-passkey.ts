import { TurboError } from "#lib/core/errors";
import { spendOneTimeToken } from "#lib/core/one-time-token";
import { type PasskeyPlace, readPasskeyUse } from "#lib/core/passkeys";
import type { Database } from "#lib/db/database";
import { tellFailure } from "./tell-sign-in.ts";

/** Whose passkey a browser's answer proves to be there, to a challenge that is used up. Throws `unauthenticated`. */
export async function signInByPasskey(
  database: Database,
  place: PasskeyPlace,
  response: { id?: unknown },
): Promise<string> {
  const credentialId = typeof response.id === "string" ? response.id.slice(0, 2000) : "";
  const passkey = await database.reader.passkey.findUnique({
    where: { credentialId },
    include: { user: { select: { id: true, handle: true, disabledAt: true, system: true } } },
  });
  if (!passkey || passkey.user.disabledAt || passkey.user.system) throw unknown();
  const refuse = () => {
    tellFailure(database, passkey.user, "passkey that does not fit");
    return unknown();
  };
  const isChallenge = (challenge: string) =>
    database.write((tx) => spendOneTimeToken(tx, "passkey", challenge, new Date()));
  const counter = await readPasskeyUse(response, place, { credential: passkey, isChallenge });
  if (counter === null) throw refuse();
  const used = await database.write((tx) =>
    tx.passkey.updateMany({
      where: { id: passkey.id, counter: passkey.counter },
      data: { counter, lastUsedAt: new Date() },
    }),
  );
  if (used.count === 0) throw refuse();
  return passkey.userId;
}

function unknown(): TurboError {
  return new TurboError(
    "unauthenticated",
    "This passkey signs nobody in here, or the page stood open too long. Try again.",
  );
}
