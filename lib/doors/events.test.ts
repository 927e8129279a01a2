import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSession, requireSecret } from "#lib/auth/session-cookie";
import { closeSignIn, signInCookie } from "#lib/auth/sign-in";
import { loadConfig } from "#lib/core/config";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { revokeKey } from "#lib/domain/keys/revoke-key";
import { createUser } from "#lib/domain/people/create-user";
import { disableUser } from "#lib/domain/people/disable-user";
import { createProject } from "#lib/domain/projects/create-project";
import { type Asked, type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerEvents } from "./events.ts";

interface Message {
  id: string;
  event: string;
  data: { number?: number; since?: number; changes?: { key: string }[] };
}

/** Reads a stream message by message. */
async function* messages(response: Response): AsyncGenerator<Message | "heartbeat"> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
      if (lines[0]?.startsWith(":")) yield "heartbeat";
      else yield { id: field("id"), event: field("event"), data: JSON.parse(field("data")) };
    }
  }
}

describe.each(ENGINES)("The event stream on %s", (engine) => {
  let world: DoorWorld;
  const open: AbortController[] = [];
  beforeAll(async () => {
    world = await makeDoorWorld(engine, 4151);
    await run(createProject, world.as(), { name: "Doors", key: "DOOR" });
    await run(createProject, world.as(), { name: "Other", key: "OTHER" });
  });
  afterAll(async () => {
    for (const controller of open) controller.abort();
    await world.close();
  });

  const file = (title: string, project = "DOOR") => run(createIssue, world.as(), { project, title });

  async function listen(
    asked: Asked = {},
    { path = "/api/events", pace = { heartbeatMs: 20_000, recheckMs: 30_000 } } = {},
  ) {
    const controller = new AbortController();
    open.push(controller);
    const response = await answerEvents(world.request("GET", path, { ...asked, signal: controller.signal }), pace);
    return { response, stream: messages(response), stop: () => controller.abort() };
  }

  async function next(stream: AsyncGenerator<Message | "heartbeat">): Promise<Message> {
    for (;;) {
      const { value, done } = await stream.next();
      if (done) throw new Error("the stream ended");
      if (value !== "heartbeat") return value;
    }
  }

  test("It says where it begins, then tells each change once and in order.", async () => {
    const { response, stream, stop } = await listen();
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await next(stream)).toMatchObject({ event: "hello" });
    const first = await file("Heard first");
    const second = await file("Heard second");
    const heard = [await next(stream), await next(stream)];
    expect(heard.map(({ data }) => data.changes?.[0]?.key)).toEqual([first.key, second.key]);
    expect(heard.map(({ event }) => event)).toEqual(["change", "change"]);
    expect(heard.map(({ id }) => Number(id))).toEqual(heard.map(({ data }) => data.number));
    stop();
    expect((await stream.next()).done).toBe(true);
  });

  test("It goes on after the event that the listener last heard.", async () => {
    const { stream, stop } = await listen();
    const { data } = await next(stream);
    stop();
    const missed = await file("Missed");
    const again = await listen({ headers: { "last-event-id": String(data.since) } });
    await next(again.stream);
    expect((await next(again.stream)).data.changes?.[0]?.key).toBe(missed.key);
    again.stop();
    const since = await listen({}, { path: `/api/events?since=${data.since}` });
    await next(since.stream);
    expect((await next(since.stream)).data.changes?.[0]?.key).toBe(missed.key);
    since.stop();
  });

  test("A key limited to a project hears nothing of the others.", async () => {
    const project = await world.database.reader.project.findUniqueOrThrow({ where: { key: "OTHER" } });
    const { secret } = await world.makeKey({ projectIds: [project.id] });
    const { stream, stop } = await listen({ key: secret });
    await next(stream);
    await file("Not for that key");
    const own = await file("For that key", "OTHER");
    expect((await next(stream)).data.changes?.[0]?.key).toBe(own.key);
    stop();
  });

  test("It beats while nothing happens and ends once the key is revoked.", async () => {
    const { id, secret } = await world.makeKey();
    const { stream } = await listen({ key: secret }, { pace: { heartbeatMs: 20, recheckMs: 100 } });
    expect(await next(stream)).toMatchObject({ event: "hello" });
    expect((await stream.next()).value).toBe("heartbeat");
    await world.database.write(async (tx) => {
      await tx.apiKey.updateMany({ where: { id }, data: { revokedAt: new Date() } });
    });
    expect(await next(stream)).toMatchObject({ event: "end" });
    expect((await stream.next()).done).toBe(true);
  });

  /** A signed-in browser of a new person, as its requests carry it. */
  async function browser() {
    const person = { handle: `p${newId().slice(-12)}`, name: "Cleo", password: "a long enough word" };
    const { id } = await run(createUser, world.as(), person);
    const [cookie = ""] = (await signInCookie(world.database, loadConfig(), id, "Firefox")).split(";");
    const claims = await readSession(requireSecret(loadConfig()), cookie.slice(cookie.indexOf("=") + 1));
    const asked = { key: null, headers: { cookie, origin: world.origin } };
    return { asked, handle: person.handle, signIn: claims?.signInId ?? "" };
  }

  test.each<[what: string, make: () => Promise<{ asked: Asked; end: () => Promise<unknown> }>]>([
    [
      "its key is revoked",
      async () => {
        const { id, secret } = await world.makeKey();
        return { asked: { key: secret }, end: () => run(revokeKey, world.as(), { key: id }) };
      },
    ],
    [
      "another process revokes its key",
      async () => {
        const { id, secret } = await world.makeKey();
        const update = { where: { id }, data: { revokedAt: new Date() } };
        return { asked: { key: secret }, end: () => world.database.write((tx) => tx.apiKey.updateMany(update)) };
      },
    ],
    [
      "its browser signs out",
      async () => {
        const { asked, signIn } = await browser();
        return { asked, end: () => closeSignIn(world.database, signIn) };
      },
    ],
    [
      "its person is disabled",
      async () => {
        const { asked, handle } = await browser();
        return { asked, end: () => run(disableUser, world.as(), { user: handle }) };
      },
    ],
  ])("Nothing is told to a listener once %s.", async (_what, make) => {
    const { asked, end } = await make();
    const { stream } = await listen(asked);
    expect(await next(stream)).toMatchObject({ event: "hello" });
    const before = await file("Before the end");
    expect((await next(stream)).data.changes?.[0]?.key).toBe(before.key);
    await end();
    await file("After the end");
    expect(await next(stream)).toMatchObject({ event: "end" });
    expect((await stream.next()).done).toBe(true);
  });

  test("A listener that does not read holds nothing back and misses nothing.", async () => {
    const { response, stop } = await listen();
    const made = [];
    for (let turn = 0; turn < 5; turn += 1) made.push((await file(`Slow ${turn}`)).key);
    await sleep(50);
    const stream = messages(response);
    await next(stream);
    const heard = [];
    while (heard.length < made.length) heard.push((await next(stream)).data.changes?.[0]?.key);
    expect(heard).toEqual(made);
    stop();
  });

  test("One key may hold only so many streams, and gets them back when they close.", async () => {
    const { secret } = await world.makeKey();
    const held = [];
    for (let turn = 0; turn < 16; turn += 1) held.push(await listen({ key: secret }));
    expect(held.map(({ response }) => response.status)).toEqual(Array(16).fill(200));
    expect((await listen({ key: secret })).response.status).toBe(429);
    held[0]?.stop();
    expect((await listen({ key: secret })).response.status).toBe(200);
    for (const { stop } of held) stop();
  });

  test("It refuses nobody, a foreign origin and a number that is none.", async () => {
    expect((await listen({ key: null })).response.status).toBe(401);
    expect((await listen({ headers: { origin: "https://evil.example" } })).response.status).toBe(403);
    expect((await listen({ headers: { "last-event-id": "-1" } })).response.status).toBe(400);
  });
});
