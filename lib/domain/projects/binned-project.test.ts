import { afterEach, beforeEach, expect, test } from "vitest";
import { type Operation, run } from "#lib/core/operation";
import { acceptDecision } from "#lib/domain/decisions/accept-decision";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { updateDecision } from "#lib/domain/decisions/update-decision";
import { createDocument } from "#lib/domain/documents/create-document";
import { updateDocument } from "#lib/domain/documents/update-document";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { binProject } from "./bin-project.ts";
import { createProject } from "./create-project.ts";
import { restoreProject } from "./restore-project.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await run(createDocument, world.as(), { project: "TUR", title: "Plan" });
  await run(createDecision, world.as(), { project: "TUR", title: "Choice", outcome: "This one." });
});
afterEach(() => world.close());

const WRITES: readonly [operation: Operation, input: object][] = [
  [updateIssue, { issue: "TUR-1", title: "Changed" }],
  [updateDocument, { document: "TUR-DOC1", title: "Changed" }],
  [updateDecision, { decision: "TUR-DEC1", title: "Changed" }],
  [acceptDecision, { decision: "TUR-DEC1" }],
];

test("what belongs to a project in the bin is changed only once the project is restored", async () => {
  await run(binProject, world.as(), { project: "TUR" });
  for (const [operation, input] of WRITES) {
    const refused = await refusal(run(operation, world.as(), input));
    expect(refused).toMatchObject({ code: "refused", message: "TUR is in the bin. Restore it first." });
  }
  await run(restoreProject, world.as(), { project: "TUR" });
  for (const [operation, input] of WRITES) await run(operation, world.as(), input);
});
