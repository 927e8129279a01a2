import type { Actor } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { noSuch } from "#lib/core/likeliest";
import type { Person, Via } from "./schema.ts";

/** The key, client and session that an actor writes with; null for a person in a browser. */
export function viaOf(actor: Actor): Via | null {
  if (!actor.key) return null;
  return { key: actor.key.name, kind: actor.key.kind, client: actor.client, session: actor.session };
}

/** The person of a handle (`me` is the actor; a leading @ is fine); throws `invalid` naming the likeliest. */
export async function requirePerson(ctx: ReadContext, ref: string, path: string): Promise<Person> {
  const handle = ref.replace(/^@/, "").toLowerCase();
  if (handle === "me") return ctx.actor.user;
  const select = { id: true, handle: true, name: true } as const;
  const found = await ctx.db.user.findFirst({ where: { OR: [{ handle }, { id: handle }], disabledAt: null }, select });
  if (found) return found;
  const people = await ctx.db.user.findMany({
    where: { system: false, disabledAt: null },
    select,
    orderBy: { handle: "asc" },
    take: 200,
  });
  const handles = people.map((person) => person.handle);
  const message = noSuch("person", ref, handles);
  throw new TurboError("invalid", message, { fields: [{ path, message, allowed: handles.slice(0, 20) }] });
}

/** The people of these handles, in one statement; answers a look-up by handle. Throws as `requirePerson` does. */
export async function requirePeople(ctx: ReadContext, refs: readonly string[]): Promise<(ref: string) => Person> {
  const plain = (ref: string) => ref.replace(/^@/, "").toLowerCase();
  const handles = [...new Set(refs.map(plain))];
  const rows =
    handles.length === 0
      ? []
      : await ctx.db.user.findMany({
          where: { handle: { in: handles }, disabledAt: null },
          select: { id: true, handle: true, name: true },
        });
  const found = new Map<string, Person>(rows.map((person) => [person.handle, person]));
  for (const handle of handles) {
    if (!found.has(handle)) found.set(handle, await requirePerson(ctx, handle, "people"));
  }
  return (ref) => {
    const person = found.get(plain(ref));
    if (!person) throw new Error(`${ref} was not asked for`);
    return person;
  };
}

/** People each once, in the order of their handles. */
export function eachOnce(people: readonly Person[]): Person[] {
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  return unique.sort((a, b) => (a.handle < b.handle ? -1 : 1));
}
