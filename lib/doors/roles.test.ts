import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signInCookie } from "#lib/auth/sign-in";
import { makeApiKey } from "#lib/core/api-key";
import { loadConfig } from "#lib/core/config";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createUser } from "#lib/domain/people/create-user";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerEvents } from "./events.ts";
import { answerRest } from "./rest.ts";

interface Answer {
  status: number;
  detail?: string;
  items: { id: string; key: string; email: string | null; handle: string; on: { key: string } }[];
  [field: string]: unknown;
}

describe.each(ENGINES)("On %s", (engine) => {
  let world: DoorWorld;
  let cookies: Record<string, string>;
  let number = 0;
  beforeAll(async () => {
    world = await makeDoorWorld(engine, 4157);
    for (const key of ["PUB", "SEC"]) {
      await run(createProject, world.as(), { name: `Project ${key}`, key });
      await run(createIssue, world.as(), { project: key, title: `First of ${key}` });
    }
    cookies = { ada: await cookieOf(world.owner.user.id), ben: await cookieOf(world.member.user.id) };
    for (const [handle, more] of [
      ["max", { role: "admin" }],
      ["vera", { role: "viewer" }],
      ["cem", { role: "member", projects: ["PUB"] }],
    ] as const) {
      const made = await run(createUser, world.as(), {
        ...{ handle, name: handle, email: `${handle}@example.org`, password: "a boat on the lake" },
        ...more,
      });
      cookies[handle] = await cookieOf(made.id);
    }
    for (const on of ["PUB-1", "SEC-1"]) await run(createComment, world.as(), { on, body: "For @cem" });
  });
  afterAll(() => world.close());

  const cookieOf = async (id: string) =>
    (await signInCookie(world.database, loadConfig(), id, "Firefox")).split(";")[0] ?? "";

  /** Asks as a person who is signed in, or with a key. */
  async function ask(who: string, method: string, path: string, given?: object): Promise<Answer> {
    const cookie = cookies[who];
    const headers: Record<string, string> = cookie ? { cookie, origin: world.origin } : {};
    const body = given ?? (method === "POST" || method === "DELETE" ? {} : undefined);
    const asked = { key: cookie ? null : who, body, headers };
    const answer = await answerRest(world.request(method, `/api/v1${path}`, asked));
    return { ...((await answer.json()) as object), status: answer.status } as Answer;
  }

  /** The secret of a key that a person has, of scope admin as from a better time of theirs. */
  async function keyOf(handle: string): Promise<string> {
    const { secret, prefix, hash } = makeApiKey();
    const { id: userId } = await world.database.reader.user.findUniqueOrThrow({ where: { handle } });
    const now = new Date();
    const row = { id: newId(), createdAt: now, updatedAt: now, userId, name: "old", kind: "script", scope: "admin" };
    await world.database.write((tx) => tx.apiKey.createMany({ data: [{ ...row, prefix, hash } as never] }));
    return secret;
  }

  const newcomer = () => ({ handle: `new${number++}`, name: "New", password: "a boat on the lake" });

  test("a viewer reads everything and changes their own account alone, with a key as well as without", async () => {
    const key = await keyOf("vera");
    for (const who of ["vera", key]) {
      expect((await ask(who, "GET", "/issues")).items).toHaveLength(2);
      const refused = await ask(who, "PATCH", "/issues/PUB-1", { title: "Changed" });
      expect([refused.status, refused.detail]).toEqual([403, expect.stringContaining("a viewer, who reads")]);
      expect((await ask(who, "POST", "/projects", { name: "New" })).status).toBe(403);
    }
    expect((await ask("vera", "PATCH", "/me", { name: "Vera" })).status).toBe(200);
    expect((await ask(key, "PATCH", "/me", { name: "Mallory" })).status).toBe(403);
    const made = await ask("vera", "POST", "/keys", { name: "reads", scope: "read" });
    expect(made.status).toBe(201);
    expect((await ask("vera", "POST", "/keys", { name: "writes", scope: "write" })).status).toBe(403);
    expect((await ask("vera", "DELETE", `/keys/${made.id}`)).status).toBe(200);
  });

  test("an admin runs everything, and no owner", async () => {
    const { id } = await ask("max", "POST", "/users", newcomer());
    expect((await ask("max", "PATCH", `/users/${id}`, { role: "admin" })).status).toBe(200);
    expect((await ask("max", "POST", `/users/${id}/disable`)).status).toBe(200);
    const invited = await ask("max", "POST", "/users/invitations", { role: "viewer", projects: ["PUB"] });
    expect(invited).toMatchObject({ status: 200, role: "viewer", projects: ["PUB"] });
    const ownersKey = (await ask("ada", "POST", "/keys", { name: "of an owner", scope: "admin" })).id;
    const signIn = (await ask("ada", "GET", "/sign-ins")).items[0]?.id;
    for (const [method, path, body] of [
      ["POST", "/users", { ...newcomer(), role: "owner" }],
      ["POST", "/users/invitations", { role: "owner" }],
      ["PATCH", "/users/ben", { role: "owner" }],
      ["PATCH", "/users/max", { role: "owner" }],
      ["PATCH", "/users/ada", { role: "member" }],
      ["POST", "/users/ada/disable"],
      ["POST", "/users/ada/reset-link"],
      ["POST", `/keys/${ownersKey}/rotate`],
      ["DELETE", `/keys/${ownersKey}`],
      ["DELETE", `/sign-ins/${signIn}`],
    ] as const) {
      const { status, detail } = await ask("max", method, path, body);
      expect([method, path, status, detail]).toEqual([method, path, 403, expect.stringContaining("owner")]);
    }
    expect((await ask("ada", "GET", "/me")).status).toBe(200);
  });

  test("the last owner stays one, also where two take each other away at once", async () => {
    expect(await ask("ada", "PATCH", "/users/ada", { role: "member" })).toMatchObject({ status: 422 });
    const { id } = await ask("ada", "POST", "/users", { ...newcomer(), role: "owner" });
    cookies.eve = await cookieOf(String(id));
    const both = await Promise.all([
      ask("ada", "PATCH", `/users/${id}`, { role: "member" }),
      ask("eve", "PATCH", "/users/ada", { role: "member" }),
    ]);
    expect(both.map(({ status }) => status)).toContain(200);
    const owners = await world.database.reader.user.findMany({ where: { role: "owner", disabledAt: null } });
    expect(owners).toHaveLength(1);
    const [left] = owners;
    await world.database.write((tx) =>
      tx.user.updateMany({ where: { id: { in: [String(left?.id), world.owner.user.id] } }, data: { role: "owner" } }),
    );
  });

  test("a role that changes holds at once for sign-ins and keys, ends open links, and is told", async () => {
    const key = await keyOf("ben");
    await ask("ada", "PATCH", "/users/ben", { role: "admin" });
    expect((await ask(key, "GET", "/jobs")).status).toBe(200);
    expect((await ask("ben", "POST", "/users/invitations")).status).toBe(200);
    expect((await ask("ada", "PATCH", "/users/ben", { role: "viewer", version: 1 })).status).toBe(409);
    const changed = await ask("ada", "PATCH", "/users/ben", { role: "viewer", projects: ["PUB"] });
    expect(changed).toMatchObject({ status: 200, role: "viewer", projects: ["PUB"] });
    for (const who of ["ben", key]) {
      expect((await ask(who, "GET", "/jobs")).status).toBe(403);
      expect((await ask(who, "GET", "/issues")).items.map((issue) => issue.key)).toEqual(["PUB-1"]);
    }
    expect((await ask("ada", "GET", "/users/invitations")).items).not.toContainEqual(
      expect.objectContaining({ by: "ben" }),
    );
    const event = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
    const fields = { role: ["admin", "viewer"], projects: [null, ["PUB"]] };
    expect(event).toMatchObject({ operation: "users.update", changes: [{ kind: "user", key: "ben", fields }] });
    const wide = await ask("ada", "PATCH", "/users/ben", { role: "member", projects: null });
    expect(wide).toMatchObject({ role: "member", projects: null });
    expect((await ask(key, "GET", "/issues")).items).toHaveLength(2);
    for (const projects of [[], ["NONE"]])
      expect((await ask("ada", "PATCH", "/users/ben", { projects })).status).toBeGreaterThanOrEqual(404);
    expect(await ask("ada", "PATCH", "/users/ben", { role: "admin", projects: ["PUB"] })).toMatchObject({
      status: 422,
      fields: [{ path: "projects" }],
    });
  });

  test("who is of some projects sees and does what is there, under words that speak of the person", async () => {
    expect(await ask("cem", "GET", "/me")).toMatchObject({ user: { role: "member", projects: ["PUB"] } });
    expect((await ask("cem", "GET", "/projects")).items.map(({ key }) => key)).toEqual(["PUB"]);
    const found = JSON.stringify((await ask("cem", "GET", "/search?q=first")).items);
    expect([found.includes("PUB-1"), found.includes("SEC-1")]).toEqual([true, false]);
    expect((await ask("cem", "GET", "/inbox")).items.map(({ on }) => on.key)).toEqual(["PUB-1"]);
    expect((await ask("cem", "GET", "/users")).items.filter(({ email }) => email)).toEqual([]);
    expect((await ask("cem", "GET", "/issues/SEC-1")).status).toBe(404);
    expect((await ask("cem", "POST", "/issues", { project: "PUB", title: "Theirs" })).status).toBe(201);
    const label = await ask("cem", "POST", "/labels", { name: "new" });
    expect([label.status, label.detail]).toEqual([403, expect.stringContaining("your account is limited")]);
    for (const [method, path, body] of [
      ["PATCH", "/me", { name: "Cem Aydın" }],
      ["POST", "/me/password", { password: "a train over the hills", oldPassword: "a boat on the lake" }],
      ["GET", "/sign-ins"],
      ["GET", "/keys"],
    ] as const)
      expect([path, (await ask("cem", method, path, body)).status]).toEqual([path, 200]);

    const all = await ask("cem", "POST", "/keys", { name: "all of mine" });
    expect((await ask(String(all.secret), "GET", "/issues/SEC-1")).status).toBe(404);
    expect((await ask(String(all.secret), "GET", "/issues/PUB-1")).status).toBe(200);
    expect((await ask("cem", "POST", "/keys", { name: "more", projects: ["SEC"] })).status).toBe(404);
    await ask("ada", "PATCH", "/users/cem", { projects: ["SEC"] });
    const own = await ask("cem", "POST", "/keys", { name: "of SEC", projects: ["SEC"] });
    await ask("ada", "PATCH", "/users/cem", { projects: ["PUB"] });
    expect((await ask(String(own.secret), "GET", "/issues")).items).toEqual([]);
  });

  test("nobody is given work that they would not see", async () => {
    expect(await ask("ada", "PATCH", "/issues/SEC-1", { assignee: "cem" })).toMatchObject({
      status: 422,
      fields: [{ path: "assignee" }],
    });
    const filed = { project: "SEC", title: "Something else", assignee: "cem" };
    expect((await ask("ada", "POST", "/issues", filed)).status).toBe(422);
    expect((await ask("ada", "POST", "/issues/SEC-1/questions", { text: "Which?", of: "cem" })).status).toBe(422);
    expect((await ask("ada", "PATCH", "/issues/PUB-1", { assignee: "cem" })).status).toBe(200);
    expect((await ask("ada", "POST", "/issues/PUB-1/questions", { text: "Which?", of: "cem" })).status).toBe(201);
  });

  test("a stream that is open tells nothing of a project from which its person was taken", async () => {
    await ask("ada", "PATCH", "/users/cem", { projects: ["PUB", "SEC"] });
    const controller = new AbortController();
    const headers = { cookie: cookies.cem ?? "", origin: world.origin };
    const asked = world.request("GET", "/api/events", { key: null, headers, signal: controller.signal });
    const stream = (await answerEvents(asked)).body?.pipeThrough(new TextDecoderStream()).getReader();
    await stream?.read();
    await ask("ada", "PATCH", "/users/cem", { projects: ["PUB"] });
    await ask("ada", "PATCH", "/issues/SEC-1", { title: "Told to nobody else" });
    await ask("ada", "PATCH", "/issues/PUB-1", { title: "Told" });
    const told = (await stream?.read())?.value ?? "";
    controller.abort();
    expect(told).toContain("PUB-1");
    expect(told).not.toContain("SEC-1");
  });
});
