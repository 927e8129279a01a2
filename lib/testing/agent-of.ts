import type { Actor } from "#lib/core/actor";
import { type World, withKey } from "./world.ts";

/** An agent of a person, in a session, whose key is in the database, as its events name it. */
export async function agentOf(world: World, person: Actor, session: string): Promise<Actor> {
  const actor = withKey(person, { session });
  const id = actor.key?.id ?? "";
  const now = new Date();
  await world.database.write(async (tx) => {
    await tx.apiKey.createMany({
      data: [
        {
          id,
          createdAt: now,
          updatedAt: now,
          userId: person.user.id,
          name: actor.key?.name ?? "",
          kind: "agent",
          scope: "write",
          prefix: id.slice(-14),
          hash: id,
        },
      ],
    });
  });
  return actor;
}
