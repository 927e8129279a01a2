import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { acceptDecision } from "./accept-decision.ts";
import { createDecision } from "./create-decision.ts";
import { getDecision } from "./get-decision.ts";
import { listDecisions } from "./list-decisions.ts";
import { supersedeDecision } from "./supersede-decision.ts";

let world: World;
let tur: string;
beforeEach(async () => {
  world = await makeWorld();
  tur = (await run(createProject, world.as(), { name: "Turbo", key: "TUR" })).id;
  await run(createProject, world.as(), { name: "Elsewhere", key: "OTH" });
});
afterEach(() => world.close());

const create = async (input: object = {}) =>
  (await run(createDecision, world.as(), { project: "TUR", title: "Use one", outcome: "Yes", ...input })).key;
const supersede = (decision: string, by: string) => run(supersedeDecision, world.as(), { decision, by });
const statusOf = async (decision: string) => (await run(getDecision, world.as(), { decision })).status;

test("two that take each other's place at once: one of them holds", async () => {
  for (let pair = 0; pair < 5; pair++) {
    const [a, b] = [await create({ accept: true }), await create({ accept: true })];
    const results = await Promise.allSettled([supersede(a, b), supersede(b, a)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  }
  const { items } = await run(listDecisions, world.as(), { project: "TUR", status: "accepted" });
  expect(items).toHaveLength(5);
});

test("what is named as superseded while its successor is accepted does not hold beside it", async () => {
  for (let pair = 0; pair < 5; pair++) {
    const [old, by] = [await create({ accept: true }), await create()];
    await Promise.all([run(acceptDecision, world.as(), { decision: by }), supersede(old, by)]);
    expect([await statusOf(old), await statusOf(by)]).toEqual(["superseded", "accepted"]);
  }
});

test("undoing an undo makes no circle", async () => {
  const [a, b] = [await create({ accept: true }), await create({ accept: true })];
  await supersede(a, b);
  const { number } = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  const { request } = await run(revertEvent, world.as(), { event: number });
  await supersede(b, a);
  await run(undoEvents, world.as(), { request });
  expect([await statusOf(a), await statusOf(b)]).toEqual(["accepted", "superseded"]);
});

test("a limited key does not accept what takes the place of decisions beyond its projects", async () => {
  const old = await create({ project: "OTH", accept: true });
  const by = await create({ supersedes: [old] });
  const limited = world.as(withKey(world.owner, { kind: "person", projectIds: [tur] }));
  const refused = await refusal(run(acceptDecision, limited, { decision: by }));
  expect(refused).toMatchObject({ code: "forbidden" });
  expect(refused.message).not.toContain("OTH");
  expect(await statusOf(old)).toBe("accepted");
});
