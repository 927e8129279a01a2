import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { enqueue } from "#lib/domain/jobs/enqueue";
import { createProject } from "#lib/domain/projects/create-project";
import type { World } from "../world.ts";
import { nothing, operationOf, type Place, stage, type Things } from "./stage.ts";

export interface Scene {
  /** Ids of the projects of who is limited: INN and YON. */
  limit: string[];
  /** What lies in each place, and what lies in none; `key` is the id of the key that rows mean. */
  thingsWith(key: unknown): Record<Place, Things>;
}

/** Sets up all that the rows of rights name. */
export async function setScene(world: World): Promise<Scene> {
  await run(operationOf("labels.create"), world.as(), { name: "auth" });
  const yonder = await run(createProject, world.as(), { name: "Yonder", key: "YON" });
  await run(operationOf("decisions.create"), world.as(), { title: "For all" });
  const [INN, OUT] = [await stage(world, "INN"), await stage(world, "OUT")];
  const job = await world.as().atomically((ctx) => enqueue(ctx, "work", {}, { runAt: new Date(Date.UTC(2999, 0, 1)) }));
  const { id: invitation } = (await run(operationOf("users.invite"), world.as(), {})) as { id: string };
  const signIn = await signInOf(world);
  return {
    limit: [String(INN.project), yonder.id],
    thingsWith(key) {
      const shared = { key, signIn, invitation, job };
      return { INN: { ...INN, ...shared }, OUT: { ...OUT, ...shared }, QUA: { ...nothing(INN), ...shared } };
    },
  };
}

async function signInOf(world: World): Promise<string> {
  const id = newId();
  const now = new Date();
  const row = { id, createdAt: now, userId: world.owner.user.id, userAgent: "Firefox", lastSeenAt: now };
  await world.database.write((tx) =>
    tx.signIn.createMany({ data: [{ ...row, expiresAt: new Date(now.getTime() + 3_600_000) }] }),
  );
  return id;
}
