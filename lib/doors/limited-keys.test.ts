import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { moveIssue } from "#lib/domain/issues/move-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { answerRest } from "./rest.ts";

let world: DoorWorld;
let project: string;
let signIn: string;
beforeAll(async () => {
  world = await makeDoorWorld("sqlite", 4153);
  project = (await run(createProject, world.as(), { name: "Public", key: "PUB" })).id;
  signIn = newId();
  const now = new Date();
  const row = { id: signIn, createdAt: now, userId: world.owner.user.id, userAgent: "Firefox", lastSeenAt: now };
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await world.database.write((tx) => tx.signIn.createMany({ data: [{ ...row, expiresAt }] }));
});
afterAll(() => world.close());

describe.each([
  ["write key that is limited to projects", { scope: "write", limit: true }],
  ["admin key that is limited to projects", { scope: "admin", limit: true }],
  ["write key without a limit", { scope: "write", limit: false }],
] as const)("A %s", (_name, { scope, limit }) => {
  let own: { id: string; secret: string };
  let other: { id: string };
  beforeAll(async () => {
    own = await world.makeKey({ kind: "script", scope, ...(limit ? { projectIds: [project] } : {}) });
    other = await world.makeKey();
  });

  const ask = async (method: string, path: string, body?: object) => {
    const answer = await answerRest(world.request(method, `/api/v1${path}`, { key: own.secret, body }));
    const { detail, items } = (await answer.json()) as { detail?: string; items?: { id: string }[] };
    return { status: answer.status, detail, items };
  };

  test("does not touch its person's account, other keys and sign-ins, and is told what to do.", async () => {
    const password = "haxhaxhaxhaxhax";
    for (const [method, path, body] of [
      ["POST", "/me/password", { password }],
      ["PATCH", "/me", { handle: "mallory", email: "mallory@example.org" }],
      ["PATCH", "/inbox/settings", { mention: false }],
      ["POST", "/keys", { name: "another" }],
      ["DELETE", `/keys/${other.id}`],
      ["GET", "/sign-ins"],
      ["DELETE", `/sign-ins/${signIn}`],
      ["POST", "/users", { handle: "eve", name: "Eve", password, role: "owner" }],
      ["POST", `/users/${world.member.user.handle}/disable`],
      ...(limit
        ? ([
            ["POST", "/labels", { name: "new" }],
            ["POST", "/projects", { name: "New" }],
          ] as const)
        : []),
    ] as const) {
      const { status, detail } = await ask(method, path, body);
      expect([method, path, status]).toEqual([method, path, 403]);
      expect(detail).toMatch(/ [Uu]se a(nother)? key |Sign in/);
    }
    const { reader } = world.database;
    expect(await reader.user.count()).toBe(2);
    expect(await reader.apiKey.findUnique({ where: { id: other.id } })).toMatchObject({ revokedAt: null });
    expect(await reader.signIn.findUnique({ where: { id: signIn } })).toMatchObject({ revokedAt: null });
  });

  test("reads what everybody reads, works in its project, and revokes itself.", async () => {
    for (const path of ["/me", "/labels", "/users", "/projects", "/inbox/settings"])
      expect([path, (await ask("GET", path)).status]).toEqual([path, 200]);
    expect((await ask("POST", "/issues", { project: "PUB", title: `With ${own.id}` })).status).toBe(201);
    expect((await ask("GET", "/keys")).items?.map(({ id }) => id)).toEqual([own.id]);
    expect((await ask("DELETE", `/keys/${own.id}`)).status).toBe(200);
    expect((await ask("GET", "/me")).status).toBe(401);
  });
});

test("A batch that is repeated is not answered anew to a key that may no longer see what it wrote.", async () => {
  const other = await run(createProject, world.as(), { name: "Elsewhere", key: "ELSE" });
  const { key } = await run(createIssue, world.as(), { project: "PUB", title: "Wanders off" });
  const limited = await world.makeKey({ kind: "script", scope: "write", projectIds: [project] });
  const batch = async () => {
    const body = { items: [{ operation: "issues.update", input: { issue: key, title: "By batch" } }] };
    const headers = { "idempotency-key": "wanders" };
    const asked = world.request("POST", "/api/v1/batch", { key: limited.secret, body, headers });
    return (await answerRest(asked)).status;
  };
  expect(await batch()).toBe(200);
  expect(await batch()).toBe(200);
  await run(moveIssue, world.as(), { issue: key, project: other.key });
  expect(await batch()).toBe(404);
});
