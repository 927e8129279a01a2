import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listComments } from "#lib/domain/comments/list-comments";
import { getIssue } from "#lib/domain/issues/get-issue";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { ENGINES, makeWorld, type World, withKey } from "#lib/testing/world";
import { checkImport } from "./check-import.ts";
import { importIssues } from "./import-issues.ts";
import { importMilestones } from "./import-milestones.ts";
import type { ImportedIssueInput } from "./schema.ts";

describe.each(ENGINES)("imports on %s", (engine) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(engine);
    for (const key of ["ONE", "TWO"]) await run(createProject, world.as(), { name: key, key });
  });
  afterEach(() => world.close());

  async function bring(more: Partial<ImportedIssueInput>, project = "ONE") {
    const items = [imported(more)];
    const { created } = await run(importIssues, world.as(), { project, source: "task-master", items });
    return run(getIssue, world.as(), { issue: created[0]?.key ?? "" });
  }

  test("an issue was made at the earliest date that it knows, and its last change stays", async () => {
    const [early, late] = ["2025-02-02T00:00:00.000Z", "2025-05-05T00:00:00.000Z"];
    expect(await bring({ id: "A", createdAt: late, updatedAt: early, status: "done" })).toMatchObject({
      ...{ createdAt: early, updatedAt: early, completedAt: early },
    });
    expect(await bring({ id: "B", updatedAt: late })).toMatchObject({ createdAt: late, updatedAt: late });
    expect(await bring({ id: "C", updatedAt: late, completedAt: early, status: "done" })).toMatchObject({
      ...{ createdAt: early, updatedAt: late, completedAt: early },
    });
    expect(await bring({ id: "D", createdAt: early, completedAt: late, status: "done" })).toMatchObject({
      ...{ createdAt: early, updatedAt: late, completedAt: late },
    });
    const now = world.as().now.toISOString().slice(0, 10);
    expect((await bring({ id: "E" })).createdAt.slice(0, 10)).toBe(now);
  });

  test("a milestone with only the day of its completion was made by then", async () => {
    const day = "2025-02-02T00:00:00.000Z";
    const item = { id: "m-1", number: 1, title: "M", description: "", status: "completed" as const, archived: false };
    const dates = { startDate: null, dueDate: null, completedAt: day, createdAt: null, updatedAt: null };
    await run(importMilestones, world.as(), { project: "ONE", source: "backlog-md", items: [{ ...item, ...dates }] });
    expect(await run(getMilestone, world.as(), { milestone: "ONE-MS1" })).toMatchObject({
      createdAt: day,
      updatedAt: day,
    });
  });

  test("a comment without a date has that of the issue's last change, and an estimate comes along", async () => {
    const updatedAt = "2025-05-05T00:00:00.000Z";
    const comments = [{ body: "Hello", author: null, createdAt: null }];
    const issue = await bring({ updatedAt, comments, estimate: 3 });
    expect(issue.estimate).toBe(3);
    const { items } = await run(listComments, world.as(), { issue: issue.key });
    expect(items).toMatchObject([{ body: "Hello", createdAt: updatedAt }]);
  });

  test("the check names where the same came into another project, and why a key could not write", async () => {
    await bring({ id: "FEATURE:1", title: "Sell" });
    const items = [{ id: "FEATURE:1", number: null }];
    const wanted = { project: "TWO", source: "task-master", items };
    expect(await run(checkImport, world.as(), wanted)).toMatchObject({
      existing: [],
      elsewhere: [{ id: "FEATURE:1", key: "ONE-1", title: "Sell" }],
      refused: null,
    });
    expect((await run(checkImport, world.as(), { ...wanted, source: "backlog-md" })).elsewhere).toEqual([]);
    expect((await run(checkImport, world.as(), { ...wanted, project: "ONE" })).elsewhere).toEqual([]);
    const reader = world.as(withKey(world.owner, { scope: "read" }));
    expect((await run(checkImport, reader, wanted)).refused).toContain("needs write");
  });
});

function imported(more: Partial<ImportedIssueInput>): ImportedIssueInput {
  return {
    ...{ id: "A", number: null, title: "A", description: "", type: "task", status: "ready", resolution: null },
    ...{ priority: "none", labels: [], assignees: [], creator: null, criteria: [], comments: [], dueDate: null },
    ...{ archived: false, place: null, createdAt: null, updatedAt: null, completedAt: null },
    ...more,
  };
}
