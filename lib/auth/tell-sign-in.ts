import { newId } from "#lib/core/ids";
import type { Database } from "#lib/db/database";
import type { EventRow } from "#lib/db/event-subjects";
import type { Transaction } from "#lib/db/transaction";
import { settleLater } from "./last-use.ts";

const BY_HAND = { door: "web", keyId: null, session: null } as const;
const PERSON = { key: null, kind: "person", client: null } as const;

/** Writes down, with the row of a sign-in, that somebody signed in. */
export async function tellSignIn(
  database: Database,
  tx: Transaction,
  { id, at, userId, browser }: { id: string; at: Date; userId: string; browser: string },
): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { handle: true, name: true } });
  if (!user) return;
  const fields = { created: [false, true], browser: [null, browser] };
  await database.writeTrail(tx, {
    events: [
      {
        ...eventOf({ at, operation: "sign_ins.create", id, handle: user.handle, fields }),
        userId,
        actor: { ...user, ...PERSON },
      },
    ],
  });
}

/**
 * Writes down that somebody tried to be a person and was refused. The answer does not wait for it, or it would tell by its time
 * that there is such a person. A name that nobody has leaves nothing: whoever tries names could fill the database with them.
 */
export function tellFailure(
  database: Database,
  { id, handle }: { id: string; handle: string },
  what: "wrong password" | "wrong code" | "passkey that does not fit",
): void {
  const event = eventOf({ at: new Date(), operation: "sign_ins.fail", id, handle, fields: { failed: [null, what] } });
  const actor = { handle: "unknown", name: "Somebody unknown", ...PERSON };
  const told = database.write((tx) => database.writeTrail(tx, { events: [{ ...event, userId: null, actor }] }));
  // A database that is away refuses nobody a further try.
  settleLater(told.then(() => {}).catch(() => {}));
}

function eventOf({
  at,
  operation,
  id,
  handle,
  fields,
}: {
  at: Date;
  operation: string;
  id: string;
  handle: string;
  fields: object;
}): Omit<EventRow, "userId" | "actor"> {
  const changes = [{ kind: "sign_in", id, key: handle, projectId: null, fields }];
  return { ...BY_HAND, at, operation, requestId: newId(), changes };
}
