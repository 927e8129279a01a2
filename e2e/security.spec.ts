import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { signInCookie } from "#lib/auth/sign-in";
import { makeApiKey } from "#lib/core/api-key";
import { readConfig } from "#lib/core/config";
import { newId } from "#lib/core/ids";
import { isWrite } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { freePort } from "#lib/testing/free-port";
import {
  makeCallers,
  makePeople,
  ownKey,
  PEOPLE,
  type Person,
  type Sign,
  signOf,
  signOfPerson,
} from "#lib/testing/rights/callers";
import { OPERATION_RIGHTS } from "#lib/testing/rights/operation-rights";
import { setScene } from "#lib/testing/rights/scene";
import { inPlace, isPlaced, operationOf, type Place, type Things } from "#lib/testing/rights/stage";
import { freshDatabase, makeWorldAt, type World } from "#lib/testing/world";
import { rawRequest } from "./doors/raw-request.ts";
import { generatedRequests, type Sent } from "./generated-requests.ts";
import { type RunningTurbo, startTurbo } from "./start.ts";

/** Who asks over HTTP, of those whom the table of rights knows. */
const ASKERS = [
  "limited write",
  "limited admin",
  "read",
  "write",
  "viewer",
  "limited member",
  "member",
  "admin person",
  "owner",
] as const;
type Asker = (typeof ASKERS)[number];
const isPerson = (asker: Asker): asker is Person & Asker => PEOPLE.some((person) => person === asker);

interface Way {
  headers: Record<string, string>;
  /** The id of a key of their own. */
  self: string;
}

const SECRET = "a secret only this journey knows, long enough";

let turbo: RunningTurbo;
let templates: string;
let remove: () => Promise<void>;
let ways: Record<Asker, Way>;
let things: Record<Place, Things>;
test.beforeAll(async () => {
  const port = await freePort();
  const fresh = await freshDatabase("sqlite");
  remove = fresh.remove;
  const world = await makeWorldAt(fresh.url);
  const { limit, thingsWith } = await setScene(world);
  const callers = { ...(await makeCallers(world, limit)), ...(await makePeople(world, limit)) };
  const env = { TURBO_SECRET_KEY: SECRET, TURBO_PORT: String(port), TURBO_BOUND: "loopback" };
  const { config } = readConfig({ cwd: "/", env });
  const origin = `http://127.0.0.1:${port}`;
  const entries = ASKERS.map(async (asker): Promise<[Asker, Way]> => {
    const actor = callers[asker];
    const self = await ownKey(world, actor);
    if (actor.key) return [asker, { headers: { "x-api-key": await secretOf(world, self) }, self }];
    const cookie = (await signInCookie(world.database, config, actor.user.id, "Firefox")).split(";")[0] ?? "";
    return [asker, { headers: { cookie, origin }, self }];
  });
  ways = Object.fromEntries(await Promise.all(entries)) as Record<Asker, Way>;
  things = thingsWith(callers.read.key?.id);
  await world.close();
  templates = mkdtempSync(path.join(tmpdir(), "turbo-templates-of-rights-"));
  writeFileSync(path.join(templates, "minutes.md"), "# Minutes\n");
  const started = { TURBO_SECRET_KEY: SECRET, TURBO_TEMPLATES_DIRECTORY: templates };
  turbo = await startTurbo({ port, databaseUrl: fresh.url, env: started });
});
test.afterAll(async () => {
  await turbo?.stop();
  await remove?.();
  rmSync(templates, { recursive: true, force: true });
});

/** Gives a key of the table, which has none, a secret. */
async function secretOf(world: World, id: string): Promise<string> {
  const { secret, prefix, hash } = makeApiKey();
  await world.database.write((tx) => tx.apiKey.updateMany({ where: { id }, data: { prefix, hash } }));
  return secret;
}

/** Sends what an operation is asked with over REST, and answers the status. */
async function send(place: string, input: Record<string, unknown>, headers: Record<string, string>): Promise<number> {
  const [method = "", pattern = ""] = place.split(" ");
  const rest = { ...input };
  const where = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  if (method === "GET") {
    for (const [name, value] of Object.entries(rest))
      for (const one of [value].flat()) query.append(name, typeof one === "string" ? one : JSON.stringify(one));
  }
  const answer = await fetch(`${turbo.url}/api/v1${where}?${query}`, {
    method,
    headers: { ...headers, ...(method === "GET" ? {} : { "content-type": "application/json" }) },
    ...(method === "GET" ? {} : { body: JSON.stringify(rest) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const REFUSED: Partial<Record<Sign, number>> = { "-": 403, "?": 404, "!": 422 };

/** What comes of a row of rights that it does not say. */
async function surprisesOf(row: string): Promise<string[]> {
  const [signs, input] = OPERATION_RIGHTS[row] ?? ["", {}];
  const operation = operationOf(row.split(",")[0] ?? "");
  const { rest } = operation;
  if (!rest) return [];
  const writes = isWrite(operation);
  const given = (place: Place, self: string) =>
    inPlace(input, place, { ...things[place], self }) as Record<string, unknown>;
  const surprises: string[] = [];
  const stranger = await send(rest, given("INN", newId()), {});
  if (stranger !== 401) surprises.push(`${row} without a key: ${stranger}`);
  for (const asker of ASKERS) {
    const { headers, self } = ways[asker];
    const sign = isPerson(asker) ? signOfPerson(row, signs, asker, operation) : signOf(signs, asker);
    // What is allowed is not done, so that all are asked of the same: it is refused for a field that is not there.
    const stray = sign === "+" && writes ? { noSuchField: 1 } : {};
    const status = await send(rest, { ...given("INN", self), ...stray }, headers);
    if (status !== (REFUSED[sign] ?? (writes ? 422 : 200))) surprises.push(`${row} by ${asker}: ${status} for ${sign}`);
  }
  if (!isPlaced(input, things.INN)) return surprises;
  for (const asker of ["limited admin", "limited member"] as const) {
    const { headers, self } = ways[asker];
    const there = await send(rest, given("OUT", self), headers);
    const nowhere = await send(rest, given("QUA", self), headers);
    if (there !== nowhere || there < 400) surprises.push(`${row} elsewhere by ${asker}: ${there}, nowhere ${nowhere}`);
  }
  return surprises;
}

test("Every route of every operation lets in whom the table of rights lets in, and nobody else.", async () => {
  test.setTimeout(180_000);
  const rows = Object.keys(OPERATION_RIGHTS);
  const surprises: string[] = [];
  const worker = async () => {
    for (let row = rows.pop(); row !== undefined; row = rows.pop()) surprises.push(...(await surprisesOf(row)));
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  expect(surprises).toEqual([]);
});

/** What a route that is no operation answers to nobody, to a viewer, to a limited admin's key, and to an admin. */
const ROUTES: Record<string, readonly [ask: string, statuses: readonly [number, number, number, number]]> = {
  "api/v1/[...path]": ["GET /api/v1/me", [401, 200, 200, 200]],
  "api/v1/openapi.json": ["GET /api/v1/openapi.json", [200, 200, 200, 200]],
  "api/v1/attachments": ["POST /api/v1/attachments?on=OUT-1&name=a.txt", [401, 403, 404, 201]],
  "api/v1/attachments/[attachment]/content": ["GET /api/v1/attachments/$attachment/content", [401, 200, 404, 200]],
  "api/v1/ai/test": ["POST /api/v1/ai/test", [401, 403, 403, 422]],
  "api/auth/[...nextauth]": ["GET /api/auth/session", [200, 200, 200, 200]],
  "api/cron": ["POST /api/cron", [404, 404, 404, 404]],
  "api/set-up": ["POST /api/set-up", [422, 422, 422, 422]],
  "api/events": ["GET /api/events", [401, 200, 200, 200]],
  "api/health": ["GET /api/health", [200, 200, 200, 200]],
  "api/health/ready": ["GET /api/health/ready", [200, 200, 200, 200]],
  "api/health/live": ["GET /api/health/live", [200, 200, 200, 200]],
  health: ["GET /health", [200, 200, 200, 200]],
  "health/ready": ["GET /health/ready", [200, 200, 200, 200]],
  "health/live": ["GET /health/live", [200, 200, 200, 200]],
  "api/reset": ["POST /api/reset", [422, 422, 422, 422]],
  "api/join": ["POST /api/join", [422, 422, 422, 422]],
  "api/mcp": ["POST /api/mcp", [401, 401, 400, 401]],
  "api/mcp/tools/[name]": ["POST /api/mcp/tools/find", [401, 401, 200, 401]],
  mcp: ["POST /mcp", [401, 401, 400, 401]],
  "mcp/tools/[name]": ["POST /mcp/tools/find", [401, 401, 200, 401]],
  // On loopback whoever is on the machine reads figures.
  metrics: ["GET /metrics", [200, 200, 200, 200]],
  "admin/status": ["GET /admin/status", [401, 403, 403, 200]],
  "admin/cache/clear": ["POST /admin/cache/clear", [401, 403, 403, 200]],
  "admin/audit": ["GET /admin/audit", [401, 403, 403, 200]],
  "api/passkeys": ["POST /api/passkeys", [401, 422, 403, 422]],
  "api/passkeys/options": ["POST /api/passkeys/options", [401, 200, 403, 200]],
  "api/sign-in/github": ["POST /api/sign-in/github", [404, 404, 404, 404]],
  "api/sign-in/github/back": ["GET /api/sign-in/github/back", [404, 404, 404, 404]],
  "api/sign-in/passkey": ["POST /api/sign-in/passkey", [400, 400, 400, 400]],
  "api/sign-in/passkey/options": ["POST /api/sign-in/passkey/options", [200, 200, 200, 200]],
  register: ["POST /register", [404, 404, 404, 404]],
  enter: ["GET /enter?token=guessed", [303, 303, 303, 303]],
  ".well-known/[...path]": ["GET /.well-known/oauth-protected-resource", [404, 404, 404, 404]],
};

test("Every route that is no operation lets in whom its row lets in.", async () => {
  const app = path.resolve(import.meta.dirname, "../app");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const routes = files.filter((file) => path.basename(file) === "route.ts").map((file) => path.dirname(file));
  expect(routes.sort()).toEqual(Object.keys(ROUTES).sort());
  const answers: Record<string, [string, number[]]> = {};
  // By its name: browsers keep no passkeys for an address.
  const home = turbo.url.replace("127.0.0.1", "localhost");
  for (const [route, [ask]] of Object.entries(ROUTES)) {
    const [method = "", where = ""] = ask.replace("$attachment", String(things.OUT.attachment)).split(" ");
    const statuses: number[] = [];
    for (const asker of [null, "viewer", "limited admin", "admin person"] as const) {
      const headers = { ...(asker ? ways[asker].headers : {}), origin: home };
      const body = method === "POST" ? { body: "{}", headers: { ...headers, "content-type": "application/json" } } : {};
      const end = new AbortController();
      const init = { method, headers, redirect: "manual", signal: end.signal, ...body } as const;
      statuses.push((await fetch(home + where, init)).status);
      end.abort();
    }
    answers[route] = [ask, statuses];
  }
  expect(answers).toEqual(ROUTES);
});

test("No address reaches a file or a route beside what it names.", async () => {
  const climbs = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "....//", "..;/", "%252e%252e%252f"];
  const starts = ["/", "/_next/static/", "/_next/", "/api/v1/attachments/", "/plugin/", "/docs/"];
  const owner = ways.owner.headers;
  for (const start of starts) {
    for (const climb of climbs) {
      for (const file of ["package.json", "etc/passwd", ".turbo/cli.key", "turbo.db"]) {
        const { status, text } = await rawRequest(turbo.url + start + climb.repeat(8) + file, { headers: owner });
        expect([start, climb, file, status < 500], text.slice(0, 200)).toEqual([start, climb, file, true]);
        expect(text).not.toMatch(/root:x:0|"dependencies"|SQLite format 3/);
        expect(text).not.toContain(turbo.ownerKey);
      }
    }
  }
  for (const id of ["..%2f..%2fpackage.json", "%00", `${things.INN.attachment}%2f..%2fx`])
    expect([404, 422]).toContain(
      (await rawRequest(`${turbo.url}/api/v1/attachments/${id}/content`, { headers: owner })).status,
    );
});

test("A session cookie that a stranger chose signs nobody in, before and after a sign-in, and ends with its row.", async () => {
  const [name = "", value = ""] = (ways.member.headers.cookie ?? "").split("=");
  const me = (cookie: string) => fetch(`${turbo.url}/api/v1/me`, { headers: { cookie, origin: turbo.url } });
  for (const chosen of ["chosen", `${value}x`, value.slice(0, -2), "null", ""])
    expect((await me(`${name}=${chosen}`)).status).toBe(401);
  const entered = await fetch(await turbo.anotherEnterUrl(), {
    redirect: "manual",
    headers: { cookie: `${name}=chosen` },
  });
  const set = entered.headers.getSetCookie().find((one) => one.startsWith(`${name}=`)) ?? "";
  expect(set).toMatch(/HttpOnly.*SameSite=Lax/i);
  const cookie = set.split(";")[0] ?? "";
  expect(cookie).not.toContain("chosen");
  expect((await me(cookie)).status).toBe(200);
  expect((await me(`${name}=chosen`)).status).toBe(401);
  const out = await send("DELETE /sign-ins/:signIn", { signIn: "current" }, { cookie, origin: turbo.url });
  expect([out, (await me(cookie)).status]).toEqual([200, 401]);
});

test("What a caller sends comes back in no header of its own making, and a stranger's forwarded address is not taken.", async () => {
  for (const where of [
    "/api/v1/me",
    "/projects%0d%0aX-Injected:%201",
    "/enter?token=%0d%0aX-Injected:1",
    "/api/v1/issues?project=%0d%0aX-Injected:1",
  ]) {
    const answer = await fetch(turbo.url + where, {
      redirect: "manual",
      headers: {
        ...ways.owner.headers,
        "x-request-id": "a%0d%0aX-Injected: 1",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-for": "203.0.113.9",
        forwarded: "host=evil.example;proto=https",
      },
    });
    const told = [...answer.headers].flat().join("\n") + (await answer.text());
    expect(answer.headers.get("x-injected")).toBeNull();
    expect(told).not.toContain("evil.example");
  }
});

const REQUESTS = Number(process.env.TURBO_GENERATED_REQUESTS ?? 2_000);

test("Whatever is asked by the description of the API, no answer is a fault of Turbo's.", async () => {
  test.setTimeout(60_000 + REQUESTS * 60);
  const description = await (await fetch(`${turbo.url}/api/v1/openapi.json`)).json();
  const known = [things.INN, things.OUT].flatMap((all) => Object.values(all).filter((one) => typeof one === "string"));
  const requests = generatedRequests(description, { seed: 20_261_130, known });
  const faults: Sent[] = [];
  const seen: Record<number, number> = {};
  let left = REQUESTS;
  const worker = async () => {
    while (left-- > 0) {
      const sent = requests.next().value;
      const { status } = await rawRequest(turbo.url + sent.path, {
        method: sent.method,
        headers: {
          ...ways["admin person"].headers,
          ...(sent.body === null ? {} : { "content-type": "application/json" }),
        },
        body: sent.body === null ? [] : [sent.body],
      });
      seen[status] = (seen[status] ?? 0) + 1;
      if (status >= 500) faults.push(sent);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  test.info().annotations.push({ type: "answers", description: JSON.stringify(seen) });
  if (REQUESTS > 10_000) console.log(JSON.stringify(seen));
  expect(faults.slice(0, 5)).toEqual([]);
  expect(seen[200] ?? 0).toBeGreaterThan(REQUESTS / 20);
  expect(turbo.stderr()).not.toMatch(/"level":"error"|Internal/);
  expect(OPERATIONS.filter(({ rest }) => rest).length).toBeGreaterThan(100);
});
