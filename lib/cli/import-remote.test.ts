import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { answerRest } from "#lib/doors/rest";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { fingerprint } from "#lib/testing/fingerprint";
import { freePort } from "#lib/testing/free-port";
import { serve } from "#lib/testing/serve";
import { registerImport } from "./import.ts";
import { remotePerform } from "./remote.ts";

const FIXTURES = path.resolve(import.meta.dirname, "../integrations");

let world: DoorWorld;
let stop: () => Promise<void>;
let secret: string;
let id: string;
beforeEach(async () => {
  const port = await freePort();
  world = await makeDoorWorld("sqlite", port);
  stop = await serve(port, answerRest);
  id = (await run(createProject, world.as(), { name: "Shop", key: "SHOP" })).id;
  secret = (await world.makeKey({ kind: "script", projectIds: [id] })).secret;
});
afterEach(async () => {
  await stop();
  await world.close();
});

async function turbo(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerImport(program, {
    withPerform: (work) => work(remotePerform({ url: world.origin, key: secret, client: "turbo test" })),
    print: (text) => printed.push(text),
    progress: () => undefined,
  });
  await program.parseAsync(args, { from: "user" });
  return printed.join("\n");
}

test("over REST, with a key of one project, a Backlog.md folder comes once with all it has", async () => {
  const call = ["import", "backlog-md", path.join(FIXTURES, "backlog-md/fixtures"), "--project", "SHOP"];
  expect(await turbo(...call)).toContain(
    "Created 12 issues, 4 milestones, 2 decisions and 5 documents in SHOP (Shop).",
  );
  const before = await fingerprint(world);
  expect(await turbo(...call)).toContain("23 were imported before and stay as they are.");
  const { ApiKey: _, ...after } = await fingerprint(world);
  expect(before).toMatchObject(after);
});

test("over REST, with an agent's key, decisions come as proposed, and that is told", async () => {
  secret = (await world.makeKey({ kind: "agent" })).secret;
  const text = await turbo("import", "backlog-md", path.join(FIXTURES, "backlog-md/fixtures"), "--project", "SHOP");
  expect(text).toContain("a person decides, not an agent's key\n  DECISION-1  accepted");
  expect(await world.as().db.decision.count({ where: { status: "proposed" } })).toBe(2);
});

test("over REST the lists of Task Master come once, as labels or, with a key of no project, as projects", async () => {
  const call = ["import", "task-master", path.join(FIXTURES, "task-master/fixtures/tasks.json"), "--project", "SHOP"];
  const refused = turbo(...call, "--lists", "projects");
  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  expect(await world.as().db.issue.count()).toBe(0);
  expect(await turbo(...call)).toContain("Created 13 issues in SHOP (Shop); 0 were imported before");
  secret = (await world.makeKey({ kind: "script" })).secret;
  await run(createProject, world.as(), { name: "Apart", key: "APART" });
  const apart = [...call.slice(0, 3), "--project", "APART", "--lists", "projects", "--keys", "opening=op"];
  expect(await turbo(...apart)).toContain("Created 2 issues in the new project OP (opening)");
  const before = await fingerprint(world);
  expect(await turbo(...apart)).toContain("Created 0 issues in OP (opening); 2 were imported before");
  const { ApiKey: _, ...after } = await fingerprint(world);
  expect(before).toMatchObject(after);
});

test("keys that are not written as pairs, and lists as something else, are misuse", async () => {
  const call = ["import", "task-master", "tasks.json", "--project", "SHOP"];
  await expect(turbo(...call, "--keys", "loop")).rejects.toThrow("Write it like loop=LP,tm-start=TMS.");
  await expect(turbo(...call, "--lists", "milestones")).rejects.toMatchObject({ exitCode: 1 });
});
