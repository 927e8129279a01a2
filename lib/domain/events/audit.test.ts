import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createKey } from "#lib/domain/keys/create-key";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { listChanges } from "./list-changes.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const newest = (input: object, actor = world.owner) => run(listChanges, world.as(actor), input);
const operations = async (input: object) => (await newest(input)).items.map(({ operation }) => operation);

/** Writes events at these instants, in this order. */
async function writeAt(instants: readonly string[], more: object = {}): Promise<void> {
  const event = {
    ...{ operation: "labels.create", door: "rest", userId: world.owner.user.id, keyId: null, session: null },
    actor: { handle: "ada", name: "Ada", key: null, kind: "person", client: null },
    ...{ requestId: "r", changes: [{ kind: "label", id: "l", key: "l", projectId: null, fields: { name: [1, 2] } }] },
    ...more,
  };
  const events = instants.map((at) => ({ ...event, at: new Date(at) }));
  await world.database.write((tx) => world.database.writeTrail(tx, { events }));
}

test("What happened is found by person, key, operation and project, by each and by all at once.", async () => {
  const agent = await agentOf(world, world.member, "window 2");
  for (const key of ["ONE", "TWO"]) await run(createProject, world.as(), { name: key, key });
  await run(createIssue, world.as(world.member), { project: "ONE", title: "Of Ben" });
  await run(createIssue, world.as(agent), { project: "TWO", title: "Of the agent" });
  await run(updateIssue, world.as(agent), { issue: "ONE-1", priority: "high" });
  await run(createKey, world.as(), { name: "CI" });
  await run(createLabel, world.as(), { name: "Design" });

  expect(await operations({ user: "ben" })).toEqual(["issues.create", "issues.create", "issues.update"]);
  expect(await operations({ user: "ben", project: "TWO" })).toEqual(["issues.create"]);
  expect(await operations({ operation: "keys" })).toEqual(["keys.create"]);
  expect(await operations({ operation: "keys.create,labels" })).toEqual(["keys.create", "labels.create"]);
  expect(await operations({ operation: "issue" })).toEqual([]);
  expect(await operations({ project: "ONE" })).toEqual(["projects.create", "issues.create", "issues.update"]);
  expect(await operations({ project: "ONE", operation: "issues", key: agent.key?.id })).toEqual(["issues.update"]);
  expect(await operations({ since: 0, operation: "issues", project: "TWO" })).toEqual(["issues.create"]);
  const nobody = await refusal(newest({ user: "nobody" }));
  expect(nobody.code).toBe("not_found");
});

test("Pages follow each other by what is older, and miss and repeat nothing.", async () => {
  const minute = (place: number) => `2026-03-01T10:${String(place % 60).padStart(2, "0")}:00Z`;
  await writeAt(Array.from({ length: 50 }, (_, place) => minute(place)));
  await writeAt([minute(50)], { operation: "keys.create" });
  for (const filter of [{}, { operation: "labels" }, { operation: ["labels", "keys"] }, { user: "ada" }]) {
    const all = (await newest({ ...filter, limit: 200 })).items.map(({ number }) => number);
    expect(all.length).toBeGreaterThanOrEqual(50);
    const seen: number[] = [];
    for (let before: number | null | undefined; before !== null; ) {
      const page = await newest({ ...filter, limit: 7, ...(before ? { before } : {}) });
      seen.unshift(...page.items.map(({ number }) => number));
      before = page.older ?? null;
    }
    expect(seen).toEqual(all);
  }
});

test("A span of time has what happened within it, also where writes of one moment came in another order.", async () => {
  await writeAt(["2026-03-01T10:00:00Z", "2026-03-02T10:00:02Z", "2026-03-02T10:00:01Z", "2026-03-03T10:00:00Z"]);
  const at = async (input: object) => (await newest({ operation: "labels", ...input })).items.map((event) => event.at);
  expect(await at({ from: "2026-03-02T10:00:02Z" })).toEqual(["2026-03-02T10:00:02.000Z", "2026-03-03T10:00:00.000Z"]);
  expect(await at({ to: "2026-03-02T10:00:02Z" })).toEqual(["2026-03-01T10:00:00.000Z", "2026-03-02T10:00:01.000Z"]);
  expect(await at({ from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z" })).toHaveLength(2);
  expect(await newest({ from: "2027-01-01T00:00:00Z" })).toMatchObject({ items: [], older: null });
  expect(await newest({ to: "2020-01-01T00:00:00Z" })).toMatchObject({ items: [], older: null });
});

test("Who signed in, and from where, is told to themselves and to who may see all.", async () => {
  const changes = [{ kind: "sign_in", id: "s", key: "ada", projectId: null, fields: { created: [false, true] } }];
  await writeAt(["2026-03-01T10:00:00Z"], { operation: "sign_ins.create", changes });
  const told = async (actor: World["owner"]) => (await newest({ operation: "sign_ins" }, actor)).items.length;
  expect(await told(world.owner)).toBe(1);
  expect(await told(world.member)).toBe(0);
  await writeAt(["2026-03-01T10:00:00Z"], {
    operation: "sign_ins.create",
    changes: changes.map((change) => ({ ...change, key: "ben" })),
  });
  expect(await told(world.member)).toBe(1);
});
