import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressHeader } from "#lib/auth/caller";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { type Asked, type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { HOSTILE_LINE } from "#lib/testing/hostile-text";
import { ENGINES } from "#lib/testing/world";
import { answerRest } from "./rest.ts";

describe.each(ENGINES)("REST on %s", (engine) => {
  let world: DoorWorld;
  beforeAll(async () => {
    world = await makeDoorWorld(engine, 4150);
    await run(createProject, world.as(), { name: "Doors", key: "DOOR" });
  });
  afterAll(() => world.close());

  async function ask(method: string, path: string, asked?: Asked) {
    const response = await answerRest(world.request(method, `/api/v1${path}`, asked));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
  }
  const file = async (title: string, more: object = {}) =>
    (await ask("POST", "/issues", { body: { project: "DOOR", title, ...more } })).body;

  test("A create answers 201 with the new issue, its address and its version.", async () => {
    const { status, headers, body } = await ask("POST", "/issues", { body: { project: "door", title: "Paint it" } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: "Paint it", project: "DOOR", version: 1 });
    expect(headers.get("location")).toBe(`/api/v1/issues/${body.key}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("cache-control")).toBe("no-store");
    const read = await ask("GET", `/issues/${body.key.toLowerCase()}`);
    expect(read.status).toBe(200);
    const { similar, ...made } = body;
    expect(similar).toEqual([]);
    expect(read.body).toEqual({ ...made, decisions: [] });
  });

  test("A request id is made, or taken from the caller, and stands in the event.", async () => {
    const made = await ask("GET", "/ping");
    expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const asked = { headers: { "x-request-id": "build-1234" }, body: { project: "DOOR", title: "Traced" } };
    const taken = await ask("POST", "/issues", asked);
    expect(taken.headers.get("x-request-id")).toBe("build-1234");
    const changes = await ask("GET", "/changes?limit=200");
    const event = changes.body.items.find((one: { requestId: string }) => one.requestId === "build-1234");
    expect(event).toMatchObject({ door: "rest", actor: { handle: "ada", key: "test key" } });
  });

  test("The command line is told from other programs, and a caller names its session.", async () => {
    const headers = { "x-turbo-door": "cli", "x-turbo-session": "s-42" };
    const { body } = await ask("POST", "/issues", { headers, body: { project: "DOOR", title: "By hand" } });
    const activity = await ask("GET", `/issues/${body.key}/activity`);
    expect(activity.body.items[0]).toMatchObject({ door: "cli", session: "s-42" });
  });

  test("A PATCH changes what it names; If-Match refuses to overwrite and shows what stands there.", async () => {
    const issue = await file("Hinge", { priority: "low" });
    const path = `/issues/${issue.key}`;
    const first = await ask("PATCH", path, { body: { priority: "high" }, headers: { "if-match": '"1"' } });
    expect(first.body).toMatchObject({ title: "Hinge", priority: "high", version: 2 });
    expect(first.headers.get("etag")).toBe('"2"');
    const stale = await ask("PATCH", path, { body: { priority: "none" }, headers: { "if-match": '"1"' } });
    expect(stale.status).toBe(409);
    expect(stale.headers.get("content-type")).toBe("application/problem+json");
    expect(stale.body).toMatchObject({
      code: "conflict",
      current: { priority: "high", version: 2 },
      changed: { by: "test key for Ada Lindqvist", door: "rest" },
    });
    const odd = await ask("PATCH", path, { body: { priority: "none" }, headers: { "if-match": "yesterday" } });
    expect(odd.status).toBe(422);
    expect((await ask("GET", path)).body.priority).toBe("high");
  });

  test("A list goes on from its cursor, which the Link header repeats with the filters.", async () => {
    for (const title of ["Page a", "Page b", "Page c"]) await file(title, { type: "bug" });
    const first = await ask("GET", "/issues?project=DOOR&type=bug&limit=2&sort=title&total=true");
    expect(first.body.items.map((issue: { title: string }) => issue.title)).toEqual(["Page a", "Page b"]);
    expect(first.body.total).toBe(3);
    const next = /^<(\/api\/v1\/issues\?[^>]*type=bug[^>]*)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1];
    const second = await ask("GET", (next ?? "").slice("/api/v1".length));
    expect(second.body.items.map((issue: { title: string }) => issue.title)).toEqual(["Page c"]);
    expect(second.body.nextCursor).toBeNull();
    expect(second.headers.get("link")).toBeNull();
  });

  test("A filter takes several values, repeated or with commas.", async () => {
    await file("One", { type: "feature", priority: "critical" });
    await file("Two", { type: "documentation", priority: "critical" });
    for (const query of ["type=feature,documentation", "type=feature&type=documentation"]) {
      const { body } = await ask("GET", `/issues?${query}&priority=critical&sort=title`);
      expect(body.items.map((issue: { title: string }) => issue.title)).toEqual(["One", "Two"]);
    }
  });

  test("The same idempotency key gives the first answer again and makes no second issue.", async () => {
    const asked = { headers: { "idempotency-key": "once" }, body: { project: "DOOR", title: "Only once" } };
    const first = await ask("POST", "/issues", asked);
    const again = await ask("POST", "/issues", asked);
    expect(again.body).toEqual(first.body);
    const other = await ask("POST", "/issues", { ...asked, body: { project: "DOOR", title: "Another" } });
    expect(other.status).toBe(409);
  });

  test("What is nowhere is 404; a wrong method is 405 and names the right ones.", async () => {
    expect((await ask("GET", "/tickets")).status).toBe(404);
    const wrong = await ask("PUT", "/issues/DOOR-1", { body: {} });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("DELETE, GET, PATCH");
    expect((await ask("GET", "/issues/%zz")).status).toBe(400);
    expect((await ask("HEAD", "/issues")).status).toBe(200);
  });

  test("Text that looks like orders is stored and answered as it came, and found as text.", async () => {
    const description = `${HOSTILE_LINE}\r\n\t${HOSTILE_LINE}`;
    const issue = await file(HOSTILE_LINE, { description, criteria: [HOSTILE_LINE] });
    const { body } = await ask("GET", `/issues/${issue.key}`);
    expect(body).toMatchObject({ title: HOSTILE_LINE, description, criteriaList: [{ text: HOSTILE_LINE }] });
    const query = new URLSearchParams({ q: `"alert"'); DROP TABLE`, project: HOSTILE_LINE });
    expect((await ask("GET", `/search?${query}`)).status).toBe(404);
    const found = await ask("GET", "/search?q=onerror");
    expect(found.headers.get("content-type")).toBe("application/json");
    expect(found.body.items[0].issue.key).toBe(issue.key);
  });

  test("Limits are told with each answer.", async () => {
    const { headers } = await ask("GET", "/ping");
    expect(headers.get("ratelimit-policy")).toMatch(/^"key";q=\d+;w=60$/);
    expect(headers.get("ratelimit")).toMatch(/^"key";r=\d+;t=\d+$/);
  });

  describe("refuses", () => {
    const refusals: [what: string, method: string, path: string, asked: Asked, status: number, says: RegExp][] = [
      [
        "an empty title",
        "POST",
        "/issues",
        { body: { project: "DOOR", title: "  " } },
        422,
        /title: Must not be empty/,
      ],
      ["an unknown project", "POST", "/issues", { body: { project: "DOER", title: "x" } }, 404, /DOOR/],
      [
        "an unknown field",
        "POST",
        "/issues",
        { body: { project: "DOOR", title: "x", titel: "y" } },
        422,
        /titel: There is no such field/,
      ],
      ["an unknown query field", "GET", "/issues?colour=red", {}, 422, /colour: There is no such field/],
      [
        "fields behind __proto__",
        "POST",
        "/issues",
        {
          body: '{"__proto__":{"project":"DOOR","title":"x"}}',
          headers: { "content-type": "application/json" },
        },
        422,
        /no such field/,
      ],
      ["__proto__ in the query", "GET", "/issues?__proto__=1", {}, 422, /no such field/],
      [
        "a made-up cursor",
        "GET",
        `/issues?cursor=${Buffer.from('["issues:-createdAt","x",1]').toString("base64url")}`,
        {},
        422,
        /Start again without it/,
      ],
      [
        "a NUL in a branch",
        "POST",
        "/issues",
        { body: { project: "DOOR", title: "x", branch: "a\u0000" } },
        422,
        /NUL/,
      ],
      ["a key in the address", "GET", "/issues?api_key=turbo_x", { key: null }, 401, /Send an API key/],
      [
        "a title over its limit",
        "POST",
        "/issues",
        { body: { project: "DOOR", title: "x".repeat(201) } },
        422,
        /limit is 200/,
      ],
      ["a body that is a list", "POST", "/issues", { body: [] }, 422, /JSON object/],
      [
        "broken JSON",
        "POST",
        "/issues",
        { body: "{", headers: { "content-type": "application/json" } },
        400,
        /not valid JSON/,
      ],
      [
        "a wrong content type",
        "POST",
        "/issues",
        { body: "a=b", headers: { "content-type": "text/plain" } },
        415,
        /application\/json/,
      ],
      [
        "a body without a content type",
        "POST",
        "/issues",
        { body: "{}", headers: { "content-type": "" } },
        415,
        /no content type/,
      ],
      ["nobody", "GET", "/ping", { key: null }, 401, /Send an API key/],
      ["a key that is not whole", "GET", "/ping", { key: "turbo_wrong" }, 401, /not a whole API key/],
      ["a foreign origin", "GET", "/ping", { headers: { origin: "https://evil.example" } }, 403, /may not call Turbo/],
      ["a foreign host", "GET", "/ping", { headers: { host: "evil.example" } }, 421, /does not answer for the host/],
      [
        "a field said twice",
        "PATCH",
        "/issues/DOOR-1",
        { body: { issue: "DOOR-2" } },
        422,
        /issue is in the body and elsewhere/,
      ],
    ];
    test.each(refusals)("%s.", async (_what, method, path, asked, status, says) => {
      const answer = await ask(method, path, asked);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(answer.body).toMatchObject({ status, requestId: answer.headers.get("x-request-id") });
      expect(answer.body.detail).toMatch(says);
    });

    test("a read-only key that writes, naming what it would need.", async () => {
      const { secret } = await world.makeKey({ scope: "read", name: "looker" });
      const { status, body } = await ask("POST", "/issues", { key: secret, body: { project: "DOOR", title: "x" } });
      expect(status).toBe(403);
      expect(body.detail).toMatch(/"looker" has scope read; issues.create needs write/);
    });

    test("an expired and a revoked key.", async () => {
      const expired = await world.makeKey({ name: "old", expiresAt: new Date("2026-01-02") });
      const revoked = await world.makeKey({ name: "lost", revokedAt: new Date("2026-01-03") });
      expect((await ask("GET", "/ping", { key: expired.secret })).body.detail).toMatch(/"old" expired on 2026-01-02/);
      expect((await ask("GET", "/ping", { key: revoked.secret })).body.detail).toMatch(
        /"lost" was revoked on 2026-01-03/,
      );
    });

    test("a body over 10 MB, whatever its length claims.", async () => {
      const { body, sent } = endlessBody();
      const response = await send(body, { "x-api-key": (await world.makeKey()).secret });
      expect(response.status).toBe(413);
      expect((await response.json()).detail).toMatch(/limit of 10 MB/);
      expect(sent()).toBeLessThan(14);
    });

    test("who has no key, too many turns or a wrong address before a byte of the body is taken.", async () => {
      const { secret } = await world.makeKey();
      const refusals: [path: string, headers: Record<string, string>, status: number][] = [
        ["/issues", {}, 401],
        ["/issues", { "x-api-key": "turbo_wrong" }, 401],
        ["/batch", { origin: "https://evil.example" }, 403],
        ["/nowhere", { "x-api-key": secret }, 404],
      ];
      for (const [path, headers, status] of refusals) {
        const { body, sent } = endlessBody();
        expect((await send(body, headers, path)).status).toBe(status);
        expect(sent()).toBe(0);
      }
    });

    test("a body that breaks off, in words and not as a fault of Turbo's.", async () => {
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.error(new Error("aborted")),
      });
      const response = await send(body, { "x-api-key": (await world.makeKey()).secret });
      expect(response.status).toBe(400);
      expect((await response.json()).detail).toMatch(/broke off on its way/);
    });

    function send(body: ReadableStream, headers: Record<string, string>, path = "/issues"): Promise<Response> {
      const own = { host: "127.0.0.1:4150", "content-type": "application/json", "content-length": "2" };
      const init = { method: "POST", headers: { ...own, ...headers }, body, duplex: "half" } as RequestInit;
      return answerRest(new Request(`${world.origin}/api/v1${path}`, init));
    }
  });

  test("A page of a listed origin may ask first and read the answer; others may not.", async () => {
    const closed = await answerRest(world.request("OPTIONS", "/api/v1/issues", { key: null }));
    expect(closed.headers.get("allow")).toBe("GET, POST, OPTIONS");
    expect(closed.headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("Beyond the limit a key waits, and so does an address that keeps showing wrong keys.", async () => {
  const world = await makeDoorWorld("sqlite", 4150, {
    TURBO_RATE_LIMIT_PER_MINUTE: "3",
    TURBO_CORS_ORIGINS: "https://tools.example",
  });
  try {
    const ping = async (asked?: Asked) => answerRest(world.request("GET", "/api/v1/ping", asked));
    for (let turn = 0; turn < 3; turn += 1) expect((await ping()).status).toBe(200);
    const refused = await ping();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ping({ key: (await world.makeKey()).secret })).status).toBe(200);
    const wrong = { key: "turbo_wrong", headers: { [addressHeader()]: "203.0.113.7" } };
    for (let turn = 0; turn < 3; turn += 1) expect((await ping(wrong)).status).toBe(401);
    expect((await ping(wrong)).status).toBe(429);
    const listed = await ping({ key: (await world.makeKey()).secret, headers: { origin: "https://tools.example" } });
    expect(listed.headers.get("access-control-allow-origin")).toBe("https://tools.example");
    expect(listed.headers.get("access-control-allow-credentials")).toBeNull();
  } finally {
    await world.close();
  }
});

/** A body that never ends, in pieces of a megabyte, each made when it is asked for. */
function endlessBody(): { body: ReadableStream<Uint8Array>; sent: () => number } {
  const piece = new TextEncoder().encode("x".repeat(1024 * 1024));
  let sent = 0;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    sent += 1;
    controller.enqueue(piece);
  };
  return { body: new ReadableStream({ pull }, { highWaterMark: 0 }), sent: () => sent };
}
