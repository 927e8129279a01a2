import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { uploadDocument } from "#lib/domain/documents/upload-document";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { moveIssue } from "#lib/domain/issues/move-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { listLabels } from "#lib/domain/labels/list-labels";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { ENGINES, makeWorld, type World, withKey } from "#lib/testing/world";
import { checkImport } from "./check-import.ts";
import { importDocuments } from "./import-documents.ts";
import { importIssues } from "./import-issues.ts";
import { importLinks } from "./import-links.ts";
import { importMilestones } from "./import-milestones.ts";
import { importReferences } from "./import-references.ts";
import { importSchedule } from "./import-schedule.ts";

const target = { project: "INN", source: "any" };
const WHY = "Its id was used in this project before, by an issue that is no longer in it.";
const NO_LABEL = 'Left out what is no label here: "New". Who is limited to projects makes no labels.';

describe.each(ENGINES)("an import into a project on %s", (engine) => {
  let world: World;
  let limited: ReturnType<World["as"]>;
  beforeEach(async () => {
    world = await makeWorld(engine);
    const inn = await run(createProject, world.as(), { name: "Inn", key: "INN" });
    await run(createProject, world.as(), { name: "Out", key: "OUT" });
    limited = world.as(withKey(world.owner, { projectIds: [inn.id] }));
    // INN-1 and INN-2 were made here, X1 to X3 (INN-3 to INN-5) imported; INN-2 and X2 have moved on.
    for (const title of ["First", "Second"]) await run(createIssue, world.as(), { project: "INN", title });
    await run(importIssues, world.as(), { ...target, items: ["X1", "X2", "X3"].map((id) => issue(id)) });
    await run(createIssue, world.as(), { project: "OUT", title: "Own" });
    for (const key of ["INN-2", "INN-4"]) await run(moveIssue, world.as(), { issue: key, project: "OUT" });
    await run(updateIssue, world.as(), { issue: "OUT-2", title: "Secret new title" });
  });
  afterEach(() => world.close());

  const asked = ["INN-2", "X1", "X2", "X9"];
  const items = asked.map((id) => ({ id, number: null }));

  test("tells a limited key nothing of what moved out of its sight, and leaves its ids alone", async () => {
    const outlook = await run(checkImport, limited, { ...target, items });
    const leftOut = ["INN-2", "X2"].map((id) => ({ id, why: WHY }));
    const existing = [{ id: "X1", key: "INN-3" }];
    expect(outlook).toMatchObject({ existing, taken: [], elsewhere: [], leftOut });
    const bring = () => run(importIssues, limited, { ...target, items: asked.map((id) => issue(id)) });
    const first = await bring();
    expect(first).toEqual({ created: [{ id: "X9", key: "INN-6" }], existing, leftOut });
    expect(JSON.stringify([outlook, first])).not.toMatch(/OUT|Secret/);
    expect(await bring()).toEqual({ created: [], existing: [...existing, { id: "X9", key: "INN-6" }], leftOut });
  });

  test("calls what moved by its true key where it is seen", async () => {
    const taken = [{ id: "INN-2", key: "OUT-2", title: "Secret new title" }];
    const existing = [
      { id: "X1", key: "INN-3" },
      { id: "X2", key: "OUT-3" },
    ];
    expect(await run(checkImport, world.as(), { ...target, items })).toMatchObject({
      ...{ existing, taken, elsewhere: [], leftOut: [] },
    });
    const refused = await refusal(run(importIssues, world.as(), { ...target, items: [issue("INN-2")] }));
    expect(refused.message).toContain('INN-2 would be OUT-2, which is already "Secret new title"');
    expect(
      await run(importIssues, world.as(), { ...target, items: ["X1", "X2"].map((id) => issue(id)) }),
    ).toMatchObject({ created: [], existing });
  });

  test("writes nothing to what moved away, by whatever key", async () => {
    await run(importMilestones, world.as(), { ...target, items: [MILESTONE] });
    const before = await run(getIssue, world.as(), { issue: "OUT-3" });
    for (const ctx of [limited, world.as()]) {
      const links = [
        { id: "X2", parent: "X1", blockedBy: ["X3"] },
        { id: "X3", parent: "X2", blockedBy: ["X2"] },
      ];
      expect(await run(importLinks, ctx, { ...target, items: links })).toMatchObject({ parents: 0, blockers: 0 });
      const schedule = [{ id: "X2", milestone: "M1" }];
      expect(await run(importSchedule, ctx, { ...target, items: schedule })).toEqual({
        scheduled: 0,
        missing: [{ id: "X2", other: "X2" }],
      });
      expect(await run(importReferences, ctx, { ...target, kind: "issue", ids: ["X2"] })).toEqual({ made: 0 });
    }
    expect(await run(getIssue, world.as(), { issue: "OUT-3" })).toEqual(before);
  });

  test("finds what came back under its new key, and writes to it again", async () => {
    await run(moveIssue, world.as(), { issue: "OUT-3", project: "INN" });
    expect((await run(checkImport, limited, { ...target, items })).existing).toContainEqual({ id: "X2", key: "INN-6" });
    const links = [{ id: "X2", parent: "X1", blockedBy: [] }];
    expect((await run(importLinks, limited, { ...target, items: links })).parents).toBe(1);
  });

  test("makes no labels by a limited key, and names those that it left out", async () => {
    await run(createLabel, world.as(), { name: "Old" });
    const labels = ["old", "New"];
    const names = async () => (await run(listLabels, world.as(), {})).items.map(({ name }) => name);
    const left = [{ id: "X9", why: NO_LABEL }];
    expect(await run(importIssues, limited, { ...target, items: [issue("X9", labels)] })).toMatchObject({
      created: [{ id: "X9" }],
      leftOut: left,
    });
    expect((await run(getIssue, world.as(), { issue: "X9" })).labels).toMatchObject([{ name: "Old" }]);
    const document = { ...DOCUMENT, labels };
    expect((await run(importDocuments, limited, { ...target, items: [document] })).leftOut).toEqual([
      { id: "D1", why: NO_LABEL },
    ]);
    const file = { project: "INN", path: "a.md", text: "---\nlabels: [old, New]\n---\n# A\n" };
    expect(await run(uploadDocument, limited, { ...file, dryRun: true })).toMatchObject({ why: NO_LABEL });
    expect(await run(uploadDocument, limited, file)).toMatchObject({
      outcome: "created",
      why: NO_LABEL,
      document: { labels: [{ name: "Old" }] },
    });
    expect(await names()).toEqual(["Old"]);
    expect(await run(uploadDocument, world.as(), { ...file, path: "b.md" })).toMatchObject({ why: null });
    expect((await run(importIssues, world.as(), { ...target, items: [issue("Y1", ["Newer"])] })).leftOut).toEqual([]);
    expect(await names()).toEqual(["New", "Newer", "Old"]);
  });
});

const dates = { createdAt: null, updatedAt: null };
const MILESTONE = {
  ...{ id: "M1", number: null, title: "Beta", description: "", status: "planned" as const, archived: false },
  ...{ startDate: null, dueDate: null, completedAt: null, ...dates },
};
const DOCUMENT = {
  ...{ id: "D1", number: null, title: "Plan", body: "", kind: "note" as const, status: "draft" as const },
  ...{ parent: null, author: null, properties: {}, archived: false, ...dates },
};

function issue(id: string, labels: string[] = []) {
  return {
    ...{ id, number: null, title: `Task ${id}`, description: "See INN-1", type: "task", status: "ready" },
    ...{ resolution: null, priority: "none", labels, assignees: [], creator: null, criteria: [], comments: [] },
    ...{ dueDate: null, archived: false, place: null, completedAt: null, ...dates },
  } as const;
}
