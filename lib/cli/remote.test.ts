import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ERROR_CODES, TurboError } from "#lib/core/errors";
import { remotePerform } from "./remote.ts";

let server: Server | null = null;
afterEach(() => new Promise((done) => (server ? server.close(done) : done(null))));

/** What asking for a list at a server that answers so is refused with: the sentence and the exit code. */
async function refusalOf(listener: RequestListener): Promise<{ message: string; exit: number }> {
  server = createServer({ keepAlive: false }, listener);
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return refused(`http://127.0.0.1:${port}`);
}

async function refused(url: string): Promise<{ message: string; exit: number }> {
  const perform = remotePerform({ url, key: "turbo_x", client: "test" });
  const error = await perform({ name: "issues.list", rest: "GET /issues" }, {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof TurboError)) throw error;
  return { message: error.message.replace(url, "URL"), exit: ERROR_CODES[error.code].exit };
}

const page = "<!doctype html><title>Welcome</title>";

test.each<[string, number, Record<string, string>, string, { exit: number; message: string }]>([
  ["a page", 200, {}, page, { exit: 3, message: "TURBO_URL must be the address of a Turbo." }],
  ["another page", 404, {}, page, { exit: 3, message: "URL answered 404 in words that are not Turbo's." }],
  ["JSON of another kind", 401, {}, '{"error":"who?"}', { exit: 3, message: "in words that are not Turbo's" }],
  ["a redirect", 301, { location: "https://other/" }, "", { exit: 3, message: "URL points to https://other/." }],
  ["a proxy whose Turbo is away", 502, {}, page, { exit: 4, message: "Turbo behind it does not answer." }],
  ["a proxy with a limit", 413, {}, page, { exit: 1, message: "It takes no more at once" }],
])("%s in Turbo's place is told from Turbo", async (_, status, headers, body, { exit, message }) => {
  const said = await refusalOf((_request, response) => response.writeHead(status, headers).end(body));
  expect(said.message).toContain(message);
  expect(said.exit).toBe(exit);
});

test.each([
  ["unauthenticated", 3],
  ["forbidden", 1],
  ["not_found", 5],
  ["conflict", 1],
  ["too_large", 1],
  ["limited", 1],
  ["busy", 4],
  ["database", 4],
] as const)("what Turbo refuses as %s is said in its own words, with exit code %i", async (code, exit) => {
  const { status } = ERROR_CODES[code];
  const said = await refusalOf((_request, response) =>
    response.writeHead(status).end(JSON.stringify({ code, detail: "Because.", fields: [] })),
  );
  expect(said).toEqual({ message: "Because.", exit });
});

test("a server that is not there is named with the reason", async () => {
  const { message, exit } = await refused("http://127.0.0.1:9");
  expect(message).toMatch(/^Turbo at URL does not answer: connect ECONNREFUSED 127\.0\.0\.1:9\.$/);
  expect(exit).toBe(4);
});

test("a connection that breaks in the middle of a write leaves it open whether it was saved", async () => {
  server = createServer((request) => request.socket.destroy());
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const perform = remotePerform({ url: `http://127.0.0.1:${port}`, key: "turbo_x", client: "test" });
  await expect(perform({ name: "issues.create", rest: "POST /issues" }, { title: "x" })).rejects.toMatchObject({
    code: "busy",
    message: expect.stringContaining("Whether it was saved is not known"),
  });
});

test.each(["POST", "PATCH", "DELETE"] as const)(
  "what is sent with %s comes as one request with its whole body",
  async (method) => {
    const bodies: string[] = [];
    server = createServer({ keepAlive: false }, async (request, response) => {
      let body = "";
      for await (const part of request.setEncoding("utf8")) body += part;
      bodies.push(`${request.method} ${request.url} ${body}`);
      response.end("{}");
    });
    await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const perform = remotePerform({ url: `http://127.0.0.1:${port}`, key: "turbo_x", client: "test" });
    expect(
      await perform({ name: "issues.any", rest: `${method} /issues/:issue` }, { issue: "A-1", note: "é" }),
    ).toEqual({});
    expect(bodies).toEqual([`${method} /api/v1/issues/A-1 {"note":"é"}`]);
  },
);
