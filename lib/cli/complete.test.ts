import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { SPECS } from "./all-specs.ts";
import { type Candidate, complete } from "./complete.ts";
import { inProcess } from "./in-process.ts";
import { lookUpBy } from "./look-up.ts";
import { makeProgram } from "./program.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  for (const key of ["APP", "OPS"]) await run(createProject, world.as(), { name: `Project ${key}`, key });
  for (const project of ["APP", "OPS"]) await run(createIssue, world.as(), { project, title: `Of ${project}` });
  await run(createMilestone, world.as(), { project: "APP", title: "Beta" });
  for (const name of ["ui", "needs a design"]) await run(createLabel, world.as(), { name });
});
afterAll(() => world.close());

const program = makeProgram(SPECS);
const lookUp = lookUpBy((work) => work(inProcess(() => world.as())), SPECS);

/** What is offered at the end of a line; a line that ends in a space begins a new word. */
async function offered(line: string): Promise<string[]> {
  return (await complete(program, SPECS, line.split(" "), lookUp)).map(({ value }: Candidate) => value);
}

test("commands and flags are offered as far as they are typed", async () => {
  expect(await offered("iss")).toEqual(["issues"]);
  expect(await offered("issues t")).toEqual(["tick"]);
  expect(await offered("issue list --st")).toEqual(["--status", "--stale"]);
  expect(await offered("help mile")).toEqual(["milestones"]);
  expect(await offered("")).not.toContain("complete-words");
});

test("values that are fixed are offered, in lists after each comma, and behind a =", async () => {
  expect(await offered("issues create x --priority ")).toEqual(["critical", "high", "medium", "low", "none"]);
  expect(await offered("issues list --status open,b")).toEqual(["open,backlog"]);
  expect(await offered("issues list --status=re")).toEqual(["--status=ready", "--status=review"]);
  expect(await offered("issues list --status = re")).toEqual(["ready", "review"]);
  expect(await offered("issues tick APP-1 1 --done ")).toEqual(["yes", "no"]);
  expect(await offered("issues tick APP-1 1 --done --js")).toEqual(["--json"]);
  expect(await offered("import task-master x --lists ")).toEqual(["labels", "projects"]);
  expect(await offered("completion ")).toEqual(["bash", "zsh", "fish"]);
});

test("names of what there is are offered: projects, issues, milestones, labels, handles", async () => {
  expect(await offered("issues list --project ")).toEqual(expect.arrayContaining(["APP", "OPS"]));
  expect(await offered("import backlog-md . --project O")).toEqual(["OPS"]);
  expect(await offered("issues update OP")).toEqual(["OPS-1"]);
  expect(await offered("comments create APP-")).toEqual(["APP-1"]);
  expect(await offered("issues create x --project OPS --parent ")).toEqual(["OPS-1"]);
  expect(await offered("issues update APP-1 --milestone ")).toEqual(["APP-MS1"]);
  expect(await offered("issues update APP-1 --add-labels ui,n")).toEqual(["ui,needs a design"]);
  expect(await offered("issues update APP-1 --assignee ")).toEqual(["me", "ada", "ben"]);
  expect(await complete(program, SPECS, ["issues", "get", "APP-"], lookUp)).toEqual([
    { value: "APP-1", about: "Of APP" },
  ]);
});

test("where nobody answers, or too late, nothing is offered and nothing is said", async () => {
  const refusing = lookUpBy(() => Promise.reject(new Error("away")), SPECS);
  expect(await complete(program, SPECS, ["issues", "get", ""], refusing)).toEqual([]);
  const silent = lookUpBy(() => new Promise(() => undefined), SPECS);
  expect(await complete(program, SPECS, ["issues", "get", ""], silent)).toEqual([]);
});
