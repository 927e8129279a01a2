import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { search } from "#lib/domain/search/search";
import { refusal } from "#lib/testing/refusal";
import { ENGINES, makeWorld, type World, withKey } from "#lib/testing/world";
import { importIssues } from "./import-issues.ts";

const SEVERAL = 'Several issues are called "MASTER:17": ONE-17, TWO-17. Give the key.';

describe.each(ENGINES)("an old key that issues of two projects have on %s", (engine) => {
  let world: World;
  let two: string;
  beforeEach(async () => {
    world = await makeWorld(engine);
    for (const key of ["ONE", "TWO"]) {
      two = (await run(createProject, world.as(), { name: key, key })).id;
      await run(importIssues, world.as(), { project: key, source: "task-master", items: [imported(`Of ${key}`)] });
    }
    await run(createIssue, world.as(), { project: "ONE", title: "Another" });
  });
  afterEach(() => world.close());

  test("is refused by name wherever one is asked for, and nothing is written", async () => {
    const asked: (() => Promise<unknown>)[] = [
      () => run(getIssue, world.as(), { issue: "MASTER:17" }),
      () => run(updateIssue, world.as(), { issue: "master:17", priority: "low" }),
      () => run(binIssue, world.as(), { issue: "MASTER:17" }),
      () => run(updateIssue, world.as(), { issue: "ONE-18", parent: "MASTER:17" }),
      () => run(updateIssue, world.as(), { issue: "ONE-18", after: "MASTER:17" }),
      () => run(createComment, world.as(), { on: "MASTER:17", body: "Hello" }),
      () => run(createDecision, world.as(), { title: "D", governs: { issues: ["MASTER:17"] } }),
    ];
    for (const ask of asked) {
      const refused = await refusal(ask());
      expect(refused.message.replace("master", "MASTER")).toContain(SEVERAL);
      expect(refused.fields[0]?.allowed).toEqual(["ONE-17", "TWO-17"]);
    }
    expect((await run(getIssue, world.as(), { issue: "ONE-17" })).version).toBe(1);
  });

  test("finds both by search", async () => {
    const { items } = await run(search, world.as(), { q: "MASTER:17" });
    expect(items.slice(0, 2).map((hit) => hit.kind === "issue" && hit.issue.key)).toEqual(["ONE-17", "TWO-17"]);
  });

  test("stands for the one that a key may see, and for the one that is in no bin", async () => {
    const limited = world.as(withKey(world.owner, { projectIds: [two] }));
    expect((await run(getIssue, limited, { issue: "MASTER:17" })).key).toBe("TWO-17");
    await run(binIssue, world.as(), { issue: "TWO-17" });
    expect((await run(updateIssue, world.as(), { issue: "MASTER:17", priority: "low" })).key).toBe("ONE-17");
    expect((await run(createComment, world.as(), { on: "MASTER:17", body: "Hello" })).on).toBe("ONE-17");
    await run(updateIssue, world.as(), { issue: "ONE-18", after: "MASTER:17", parent: "MASTER:17" });
    await run(binIssue, world.as(), { issue: "ONE-17" });
    expect((await refusal(run(updateIssue, world.as(), { issue: "MASTER:17", priority: "low" }))).code).toBe(
      "not_found",
    );
  });
});

function imported(title: string) {
  return {
    ...{ id: "MASTER:17", number: 17, title, description: "", type: "task", status: "ready", resolution: null },
    ...{ priority: "none", labels: [], assignees: [], creator: null, criteria: [], comments: [], dueDate: null },
    ...{ archived: false, place: null, createdAt: null, updatedAt: null, completedAt: null },
  } as const;
}
