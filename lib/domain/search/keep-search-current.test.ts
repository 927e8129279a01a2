import { expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { seedPlan } from "#lib/testing/many-issues";
import { makeWorld } from "#lib/testing/world";
import { keepSearchCurrent } from "./keep-search-current.ts";
import { search } from "./search.ts";

test("An index that an earlier version wrote is written anew once, in its order, and is of use meanwhile", async () => {
  const world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  for (const title of ["Ship \u{1F680} first", "Ship \u{1F680} second"])
    await run(createIssue, world.as(), { project: "TUR", title });
  const { database } = world;
  const find = async (q: string) =>
    (await run(search, world.as(), { q, order: "newest" })).items.map(
      (item) => item.kind === "issue" && item.issue.key,
    );
  const issues = await database.reader.issue.findMany();
  // As it was stored while signs were no words.
  const plain = issues.map(({ id, projectId, title }) => ({
    kind: "issue" as const,
    subject: id,
    project: projectId,
    title: title.replace("\u{1F680}", ""),
    body: "",
  }));
  await database.write((tx) => database.search.putMany(tx, plain));
  expect([await find("\u{1F680}"), await find("ship")]).toEqual([[], ["TUR-2", "TUR-1"]]);
  await keepSearchCurrent(database);
  expect(await find("\u{1F680}")).toEqual(["TUR-2", "TUR-1"]);
  await database.write((tx) => database.search.putMany(tx, plain));
  await keepSearchCurrent(database);
  expect(await find("\u{1F680}")).toEqual([]);
  await world.close();
});

test("What was written anew leaves nothing in the index that searches would have to pass over", async () => {
  const world = await makeWorld();
  const { database } = world;
  await seedPlan(world, { issues: 800, search: true });
  const segments = async () => {
    if (database.engine === "postgres") return 1;
    const sql = "SELECT count(DISTINCT segid) AS many FROM search_entry_idx";
    return Number((await database.reader.$queryRawUnsafe<{ many: number }[]>(sql))[0]?.many);
  };
  await keepSearchCurrent(database);
  expect(await segments()).toBe(1);
  await world.close();
});
