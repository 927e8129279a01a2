import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { getIssue } from "#lib/domain/issues/get-issue";
import { seedPlan } from "#lib/testing/many-issues";
import { DEFAULT_ENGINE, makeWorld, type World } from "#lib/testing/world";
import { getDecision } from "./get-decision.ts";
import { listDecisions } from "./list-decisions.ts";
import { prefixOf } from "./path-pattern.ts";
import { DECISION_SORTS } from "./schema.ts";
import { whatHolds } from "./what-holds.ts";

const MANY = 6000;
let world: World;
let issue: string;

beforeAll(async () => {
  // A database of its own: what other tests left behind changes what PostgreSQL expects.
  world = await makeWorld(DEFAULT_ENGINE, { longest: 60_000 });
  const plan = await seedPlan(world, { issues: MANY });
  issue = plan.issues[3]?.id ?? "";
  const at = (n: number) => new Date(1.7e12 + n);
  for (let from = 0; from < MANY; from += 500) {
    const rows = Array.from({ length: 500 }, (_, n) => ({
      id: newId(),
      createdAt: at(from + n),
      updatedAt: at(from + n),
      projectId: n % 3 === 0 ? null : (plan.projects[n % 10]?.id ?? null),
      number: from + n + 1,
      title: `Decision ${from + n}`,
      titleFold: `decision ${from + n}`,
      options: [],
      impactAreas: [],
      status: n % 5 === 0 ? ("superseded" as const) : ("accepted" as const),
    }));
    const targets = rows.flatMap(({ id }, n) => {
      const pattern = `packages/part-${from + n}/**`;
      const target = { createdAt: at(n), decisionId: id };
      return [
        { ...target, id: newId(), kind: "path" as const, target: pattern, prefix: prefixOf(pattern) },
        {
          ...target,
          id: newId(),
          kind: "issue" as const,
          target: plan.issues[from + n]?.id ?? "",
          stale: n % 50 === 0,
        },
      ];
    });
    await world.database.write(async (tx) => {
      await tx.decision.createMany({ data: rows });
      await tx.decisionTarget.createMany({ data: targets });
    });
  }
  if (world.database.engine === "postgres") await world.database.write((tx) => tx.$executeRawUnsafe("ANALYZE"));
}, 120_000);
afterAll(() => world.close());

/** Tables that some work reads from end to end. */
async function scanned(work: () => Promise<unknown>): Promise<string[]> {
  world.statements();
  await work();
  const found: string[] = [];
  for (const sql of world.statements().filter((one) => /^(SELECT|WITH)/.test(one))) {
    const { engine, reader } = world.database;
    const plan =
      engine === "postgres"
        ? await reader.$queryRawUnsafe<object[]>(`EXPLAIN (GENERIC_PLAN) ${sql}`)
        : await reader.$queryRawUnsafe<object[]>(
            `EXPLAIN QUERY PLAN ${sql}`,
            ...(sql.match(/\?/g)?.map(() => null) ?? []),
          );
    for (const line of plan.flatMap((row) => Object.values(row).map(String))) {
      const scan = /^SCAN (\w+)|Seq Scan on "(\w+)"/.exec(line);
      const name = scan?.[1] ?? scan?.[2] ?? "";
      if (/^(d|t|g|i|Decision|DecisionTarget|Issue)$/.test(name)) found.push(`${line} in ${sql}`);
    }
  }
  return found;
}

test.each(DECISION_SORTS.flatMap((sort) => [sort, `-${sort}`]))(
  "decisions in the order %s are read from an index, by project, workspace and status too",
  async (sort) => {
    for (const filter of [
      {},
      { project: "PA" },
      { workspace: true },
      { status: "accepted" },
      { project: ["PA", "PB"] },
    ])
      expect(await scanned(() => run(listDecisions, world.as(), { ...filter, sort, limit: 5 }))).toEqual([]);
  },
);

test.each([
  ["a path", { path: "packages/part-77/src/main.ts" }],
  ["a path in a project", { path: "packages/part-77/src/main.ts", project: "PA" }],
  ["a project", { project: "PA" }],
])("what holds for %s is found by an index among thousands", async (_, where) => {
  expect(await scanned(() => run(whatHolds, world.as(), where))).toEqual([]);
});

test("what governs an issue and a decision whole are found by an index", async () => {
  expect(await scanned(() => run(whatHolds, world.as(), { issue }))).toEqual([]);
  expect(await scanned(() => run(getIssue, world.as(), { issue }))).toEqual([]);
  expect(await scanned(() => run(getDecision, world.as(), { decision: "DEC-1" }))).toEqual([]);
});
