import { request as httpRequest } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { serve } from "#lib/testing/serve";
import { ENGINES } from "#lib/testing/world";
import { answerContent, fileNameParameters } from "./attachment-content.ts";
import { answerRest } from "./rest.ts";
import { answerUpload } from "./upload.ts";

const PORTS = { sqlite: 4350, postgres: 4351 };
const MB = 1024 * 1024;

describe.each(ENGINES)("%s", (engine) => {
  let world: DoorWorld;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    world = await makeDoorWorld(engine, PORTS[engine], {
      TURBO_UPLOADS_MAX_SIZE_MB: "3",
      TURBO_UPLOADS_ALLOWED_TYPES: "text/*,image/*,application/zip",
    });
    await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
    await run(createIssue, world.as(), { project: "TUR", title: "First" });
    stop = await serve(PORTS[engine], (request) => {
      const content = /\/attachments\/([^/]+)\/content$/.exec(new URL(request.url).pathname)?.[1];
      if (content) return answerContent(request, content);
      return request.method === "POST" ? answerUpload(request) : answerRest(request);
    });
  });
  afterAll(async () => {
    await stop();
    await world.close();
  });

  const upload = (name: string, body: string, headers: Record<string, string> = {}) =>
    answerUpload(
      world.request("POST", `/api/v1/attachments?on=TUR-1&name=${encodeURIComponent(name)}`, { body, headers }),
    );
  const attached = async (name: string, body: string) => (await (await upload(name, body)).json()) as { id: string };
  const content = (id: string, headers: Record<string, string> = {}, method = "GET") =>
    answerContent(world.request(method, `/api/v1/attachments/${id}/content`, { headers }), id);

  test("A file goes up and comes down, whole, in part and not at all where it is known.", async () => {
    const answer = await upload("Grüße (1).txt", "0123456789");
    expect(answer.status).toBe(201);
    const made = (await answer.json()) as { id: string; hash: string };
    expect(answer.headers.get("location")).toBe(`/api/v1/attachments/${made.id}`);
    const whole = await content(made.id);
    expect([whole.status, await whole.text()]).toEqual([200, "0123456789"]);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "text/plain",
      "content-length": "10",
      "content-disposition": `attachment; filename="Gr__e (1).txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%281%29.txt`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, max-age=31536000, immutable, no-transform",
      "accept-ranges": "bytes",
      etag: `"${made.hash}"`,
    });
    const part = await content(made.id, { range: "bytes=2-4" });
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await content(made.id, { range: "bytes=2-4", "if-range": '"other"' })).status).toBe(200);
    expect((await content(made.id, { range: "bytes=10-" })).status).toBe(416);
    expect((await content(made.id, { "if-none-match": `"${made.hash}"` })).status).toBe(304);
    const head = await content(made.id, {}, "HEAD");
    expect([await head.text(), head.headers.get("content-length")]).toEqual(["", "10"]);
  });

  test("What a browser would run is only downloaded, under no type that runs.", async () => {
    for (const [name, body] of [
      ["a.svg", "<svg onload='alert(1)'></svg>"],
      ["a.html", "<html><script>alert(1)</script>"],
      ["a.js", "alert(1)"],
    ] as const) {
      const { id } = await attached(name, body);
      const answer = await content(id);
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(answer.headers.get("content-security-policy")).toContain("sandbox");
      expect(answer.headers.get("content-type")).not.toContain("javascript");
    }
  });

  test.each([
    ["no key", {}, { key: null }, "?on=TUR-1&name=a.txt", 401],
    ["a foreign page", { origin: "https://evil.example" }, {}, "?on=TUR-1&name=a.txt", 403],
    ["a form", { "content-type": "multipart/form-data; boundary=x" }, {}, "?on=TUR-1&name=a.txt", 415],
    ["nothing to attach to", {}, {}, "?name=a.txt", 422],
    ["no name", {}, {}, "?on=TUR-1", 422],
    ["an unknown field", {}, {}, "?on=TUR-1&name=a.txt&colour=red", 422],
    ["an unknown issue", {}, {}, "?on=TUR-9&name=a.txt", 404],
    ["a wrong extension", {}, {}, "?on=TUR-1&name=a.png", 422],
    ["a length over the limit", { "content-length": String(4 * MB) }, {}, "?on=TUR-1&name=a.txt", 413],
  ] as const)("An upload with %s is refused by a problem.", async (_, headers, asked, query, status) => {
    const answer = await answerUpload(
      world.request("POST", `/api/v1/attachments${query}`, { body: "words", headers: { ...headers }, ...asked }),
    );
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
  });

  test("A type that is not allowed here is refused with those that are.", async () => {
    const answer = await upload("a.pdf", "%PDF-1.7");
    expect(answer.status).toBe(415);
    expect(((await answer.json()) as { detail: string }).detail).toContain(
      "Allowed are text/*, image/*, application/zip.",
    );
  });

  test("200 MB that come without a length are answered with the limit, and never lie in memory.", async () => {
    const { secret } = await world.makeKey();
    const piece = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), Buffer.alloc(MB - 4, 7)]);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const outgoing = httpRequest(
        `${world.origin}/api/v1/attachments?on=TUR-1&name=huge.zip`,
        { method: "POST", headers: { "x-api-key": secret, "transfer-encoding": "chunked" } },
        async (incoming) => {
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk);
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        },
      );
      outgoing.on("error", reject);
      void (async () => {
        for (let sent = 0; sent < 200; sent++) {
          if (!outgoing.write(piece)) await new Promise((free) => outgoing.once("drain", free));
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          await turn();
        }
        outgoing.end();
      })();
    });
    expect(answer.status).toBe(413);
    expect(answer.body).toContain("limit of 3 MB");
    expect(most).toBeLessThan(60 * MB);
  });

  test("A file that breaks off on its way leaves nothing.", async () => {
    const { secret } = await world.makeKey();
    const list = async () => {
      const answer = await answerRest(world.request("GET", "/api/v1/attachments?on=TUR-1&total=true"));
      return ((await answer.json()) as { total: number }).total;
    };
    const count = await list();
    await new Promise<void>((resolve) => {
      const outgoing = httpRequest(`${world.origin}/api/v1/attachments?on=TUR-1&name=half.txt`, {
        method: "POST",
        headers: { "x-api-key": secret, "content-length": String(2 * MB) },
      });
      outgoing.on("error", () => resolve());
      outgoing.write(Buffer.alloc(MB, "x"), () => setTimeout(() => outgoing.destroy(new Error("gone")), 50));
    });
    expect(await list()).toBe(count);
  });
});

test("Names go into the header without a way out of it.", () => {
  expect(fileNameParameters('a"; x="b\\.txt')).toBe(
    `filename="a_; x=_b_.txt"; filename*=UTF-8''a%22%3B%20x%3D%22b%5C.txt`,
  );
});
