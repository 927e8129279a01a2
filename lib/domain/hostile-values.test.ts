import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { TurboError } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { createDocument } from "#lib/domain/documents/create-document";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { OPERATIONS } from "#lib/domain/operations";
import { createProject } from "#lib/domain/projects/create-project";
import { propose } from "#lib/domain/proposals/propose";
import { makeWorld, type World } from "#lib/testing/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  const project = "TUR";
  for (const title of ["First", "Second"]) await run(createIssue, world.as(), { project, title });
  for (const create of [createDecision, createDocument, createMilestone])
    await run(create as Operation, world.as(), { project, title: "Of the project" });
  const items = [{ make: "issue", title: "Step" }];
  await run(propose, world.as(), { project, title: "A plan", items });
  await run(createInitiative, world.as(), { title: "Across" });
});
afterAll(() => world.close());

let endless: unknown = "x";
for (let level = 0; level < 20_000; level++) endless = [endless];
const HOSTILE: unknown[] = ["", "\u0000", "\ud800", "__proto__", "constructor", 1e308, endless];
/** What fields need for the others to be looked at. */
const PLAIN: Readonly<Record<string, unknown>> = {
  project: "TUR",
  issue: "TUR-1",
  other: "TUR-2",
  on: "TUR-1",
  decision: "TUR-DEC1",
  document: "TUR-DOC1",
  milestone: "TUR-MS1",
  proposal: "TUR-P1",
  initiative: "I-1",
  kind: "relates_to",
  as: "read",
  source: "backlog-md",
  until: "2099-01-01T00:00:00Z",
  health: "on_track",
  ...{ revision: 1, from: 1, to: 1, event: 1, minutes: 5, done: true },
};
/** They would take away what the others are tried on. */
const LEFT_OUT = ["projects.bin", "users.disable", "me.set_password"];

function fieldsOf({ input }: Operation): { names: string[]; plain: Record<string, unknown> } {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  const required = (schema.required ?? []).map((name) => [name, PLAIN[name] ?? "x"]);
  return { names: Object.keys(schema.properties ?? {}), plain: Object.fromEntries(required) };
}

const shown = (value: unknown) => (value === endless ? "lists without end" : JSON.stringify(value));

test("whatever stands in a field, an operation does it or refuses it in a sentence", { timeout: 120_000 }, async () => {
  const broken: string[] = [];
  for (const operation of OPERATIONS.filter(({ name }) => !LEFT_OUT.includes(name))) {
    const { names, plain } = fieldsOf(operation);
    for (const name of names) {
      for (const value of HOSTILE) {
        for (const given of [value, [value]]) {
          await run(operation, world.as(), { ...plain, [name]: given }).catch((error: unknown) => {
            if (!(error instanceof TurboError)) broken.push(`${operation.name} ${name}: ${shown(value)} ${error}`);
          });
        }
      }
    }
  }
  expect(broken).toEqual([]);
});
