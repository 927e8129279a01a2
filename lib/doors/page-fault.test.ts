import { afterAll, beforeAll, expect, test } from "vitest";
import { invalidField, TurboError } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { listBin } from "#lib/domain/bin/list-bin";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import { getDocument } from "#lib/domain/documents/get-document";
import { listRevisions } from "#lib/domain/documents/list-revisions";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { listStatusUpdates } from "#lib/domain/initiatives/list-status-updates";
import { getIssue } from "#lib/domain/issues/get-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { getProject } from "#lib/domain/projects/get-project";
import { makeWorld, type World } from "#lib/testing/world";
import { pageFault } from "./page-fault.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const fault = (operation: Operation, input: object) =>
  run(operation, world.as(), input).then(
    () => null,
    (error: unknown) => pageFault(error, operation),
  );

const READS: [string, Operation][] = [
  ["issue", getIssue],
  ["document", getDocument],
  ["decision", getDecision],
  ["initiative", getInitiative],
  ["milestone", getMilestone],
  ["project", getProject],
  ["document", listRevisions],
  ["initiative", listStatusUpdates],
];

test.each(READS)("what cannot be the %s of a read is not there", async (field, operation) => {
  for (const key of ["\u0000", "%00", "x".repeat(300), "PLAN-9"]) {
    expect(await fault(operation, { [field]: key }), JSON.stringify(key)).toBe("missing");
  }
});

test("a list is read again without a cursor that is none", async () => {
  for (const cursor of ["zz", "\u0000", "x".repeat(3000)]) {
    expect(await fault(listBin, { cursor })).toBe("again");
    expect(await fault(listDecisions, { sort: "-updatedAt", cursor })).toBe("again");
  }
});

test("a filter that is wrong is none of the page's key", async () => {
  expect(await fault(listIssues, { milestone: "\u0000" })).toBe("throw");
  expect(await fault(listIssues, { milestone: "\u0000", cursor: "\u0000" })).toBe("throw");
});

test.each([
  ["another field", invalidField("limit", "Too many.")],
  ["no field", new TurboError("invalid", "No.")],
  ["a rule", new TurboError("refused", "No.", { fields: [{ path: "issue", message: "No." }] })],
  ["a bug", new Error("issue")],
])("what is wrong with %s is thrown", (_, error) => {
  expect(pageFault(error, getIssue)).toBe("throw");
});
