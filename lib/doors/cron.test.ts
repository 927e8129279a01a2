import { afterEach, expect, test } from "vitest";
import { enqueue } from "#lib/domain/jobs/enqueue";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { answerCron } from "./cron.ts";

const SECRET = "only the host knows it";

let world: DoorWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

const cron = (at: DoorWorld, authorization?: string, method = "POST") =>
  answerCron(at.request(method, "/api/cron", { key: null, headers: authorization ? { authorization } : {} }));

test("A host's scheduler that knows the secret has done what is due, and hears what that was.", async () => {
  world = await makeDoorWorld("sqlite", 4173, { CRON_SECRET: SECRET, TURBO_JOBS_ENABLED: "false" });
  const id = await world.as().atomically((ctx) => enqueue(ctx, "clear_jobs"));
  const first = await cron(world, `Bearer ${SECRET}`, "GET");
  expect(first.status).toBe(200);
  expect(await first.json()).toEqual({ ran: [{ id, name: "clear_jobs", state: "done" }], lapsed: 0 });
  expect(await (await cron(world, `Bearer ${SECRET}`)).json()).toEqual({ ran: [], lapsed: 0 });
  const waiting = await world.database.reader.job.findMany({ where: { state: "queued" }, orderBy: { name: "asc" } });
  expect(waiting.map(({ name }) => name)).toEqual(["back_up", "clear_jobs", "empty_bin", "thin_figures"]);
});

test("Nobody else gets in: not without the secret, not with another one, and not where none is set.", async () => {
  world = await makeDoorWorld("sqlite", 4173, { TURBO_CRON_SECRET: SECRET });
  await world.as().atomically((ctx) => enqueue(ctx, "clear_jobs"));
  for (const sent of [undefined, SECRET, "Bearer ", `Bearer ${SECRET}x`, `bearer ${SECRET.slice(1)}`]) {
    const refused = await cron(world, sent);
    expect(refused.status).toBe(401);
    expect((await refused.json()).detail).toContain("jobs.cron_secret");
  }
  expect(await world.database.reader.job.count({ where: { state: "queued" } })).toBe(1);
  await world.close();
  world = await makeDoorWorld("sqlite", 4173);
  const closed = await cron(world, "Bearer ");
  expect(closed.status).toBe(404);
  expect((await closed.json()).detail).toContain("TURBO_CRON_SECRET");
});
