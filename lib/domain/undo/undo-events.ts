import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { maySeeAll } from "#lib/domain/people/policy";
import { requirePerson } from "#lib/domain/people/queries";
import { keysNamed, requireOneKey } from "#lib/domain/sessions/policy";
import { type EventScope, findSeenScope } from "./past-events.ts";
import { putBack } from "./put-back.ts";
import { UndoInput, Undone } from "./schema.ts";
import type { PastEvent } from "./step.ts";

export const undoEvents = defineOperation({
  name: "events.undo",
  summary:
    "Undo all writes of a session, of a key within a time span, or of one request, as one act; what others changed since stays and is named.",
  access: "write",
  reach: "projects",
  rest: "POST /events/undo",
  input: UndoInput,
  output: Undone,
  authorize: scopeOf,
  handle: (ctx, { dryRun }, events) => putBack(ctx, events, dryRun),
});

/** The writes that are meant, as far as the actor sees them and they are its own or it may undo everybody's. */
async function scopeOf(ctx: ReadContext, input: UndoInput): Promise<PastEvent[]> {
  const further = { ...(await whose(ctx, input)), ...span(input) };
  const found: { named: Named; events: PastEvent[] }[] = [];
  for (const named of await allNamed(ctx, input)) {
    if (further.keyId && named.scope.keyId && further.keyId !== named.scope.keyId) continue;
    const events = await findSeenScope(ctx, { ...further, ...named.scope });
    if (events.length > 0) found.push({ named, events });
  }
  const [only, ...others] = found;
  if (only && others.length === 0) return only.events;
  if (only) {
    const prefixes = found.map(({ named }) => named.prefix ?? "");
    throw invalidField("key", `Several keys have this name. Give the prefix of one: ${prefixes.join(", ")}.`, prefixes);
  }
  const what = input.session ? `session "${input.session}"` : input.key ? `key "${input.key}"` : "that request";
  const message = `There are no writes of ${what}${input.from || input.to ? " in that time" : ""} that are yours to undo.`;
  throw new TurboError("not_found", message);
}

interface Named {
  scope: EventScope;
  /** Of the key that is meant. */
  prefix?: string;
}

async function allNamed(ctx: ReadContext, { session, key, request, from }: UndoInput): Promise<Named[]> {
  if (session !== undefined && key !== undefined && request === undefined) {
    return [{ scope: { column: "session", is: session, keyId: await requireOneKey(ctx, key) } }];
  }
  const given = [session, key, request].filter((one) => one !== undefined);
  if (given.length !== 1) throw invalidField("session", "Say what to undo: one of session, key and request.");
  if (session !== undefined) return [{ scope: { column: "session", is: session } }];
  if (request !== undefined) return [{ scope: { column: "requestId", is: request } }];
  if (from === undefined)
    throw invalidField("from", "With key, say from when on: an instant like 2026-11-27T09:30:00Z.");
  const keys = await keysNamed(ctx, key ?? "");
  return keys.map(({ id, prefix }) => ({ scope: { column: "keyId", is: id }, prefix }));
}

/** An agent undoes what its own key wrote, others what they wrote themselves, who may see all of it anything. */
async function whose(ctx: ReadContext, { user }: UndoInput): Promise<Pick<EventScope, "userId" | "keyId">> {
  const wanted = user === undefined ? null : await personId(ctx, user);
  if (maySeeAll(ctx.actor)) return { userId: wanted };
  const me = ctx.actor.user.id;
  if (wanted !== null && wanted !== me)
    throw new TurboError("forbidden", "Only an owner or an admin, with admin scope, undoes what others wrote.");
  return { userId: me, keyId: ctx.actor.key?.kind === "agent" ? ctx.actor.key.id : null };
}

/** The id of a handle, also of somebody who may no longer come in: their writes can still be undone. */
async function personId(ctx: ReadContext, ref: string): Promise<string> {
  const handle = ref.replace(/^@/, "").toLowerCase();
  const found = await ctx.db.user.findUnique({ where: { handle }, select: { id: true } });
  return found?.id ?? (await requirePerson(ctx, ref, "user")).id;
}

function span({ from, to }: UndoInput): Pick<EventScope, "from" | "to"> {
  return { from: from === undefined ? null : new Date(from), to: to === undefined ? null : new Date(to) };
}
