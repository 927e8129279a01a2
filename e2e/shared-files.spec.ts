import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { freshPostgres, type RunningTurbo, startTurbo } from "./start.ts";

async function attach(server: RunningTurbo, name: string, body: Buffer): Promise<Response> {
  return fetch(`${server.url}/api/v1/attachments?on=FILE-1&name=${name}`, {
    method: "POST",
    headers: { "x-api-key": server.ownerKey, "content-type": "application/octet-stream" },
    body: new Uint8Array(body),
  });
}

async function contentAt(server: RunningTurbo, content: string): Promise<Buffer> {
  const answer = await fetch(`${server.url}${content}`, { headers: { "x-api-key": server.ownerKey } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

test("Two servers on one PostgreSQL share what is attached, and keep the same content once.", async () => {
  test.setTimeout(180_000);
  const { url: databaseUrl, remove } = await freshPostgres();
  const servers = await Promise.all([startTurbo({ databaseUrl }), startTurbo({ databaseUrl })]);
  const [one, two] = servers;
  try {
    await one.rest("POST", "/projects", { name: "Files", key: "FILE" });
    await one.rest("POST", "/issues", { project: "FILE", title: "Shared" });
    const body = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), randomBytes(3 * 1024 * 1024)]);
    const hash = createHash("sha256").update(body).digest("hex");
    const made = (await (await attach(one, "a.zip", body)).json()) as { content: string; hash: string };
    expect(made.hash).toBe(hash);
    expect((await contentAt(two, made.content)).equals(body)).toBe(true);

    // The same content through both at once, beside uploads that are refused.
    const both = await Promise.all([
      ...servers.flatMap((server) => [attach(server, "b.zip", body), attach(server, "c.zip", body)]),
      attach(one, "wrong.png", body),
      attach(two, "wrong.png", body),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201, 201, 422, 422]);
    for (const server of servers) {
      for (const answer of both.slice(0, 4)) {
        const { content } = (await answer.clone().json()) as { content: string };
        expect((await contentAt(server, content)).equals(body)).toBe(true);
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await remove();
  }
});
