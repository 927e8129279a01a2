import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { signatureOf } from "#lib/db/backup/s3-request";

export const FAKE_KEYS = { region: "eu-test-1", accessKeyId: "AKFAKE", secretAccessKey: "only this fake knows" };

export interface FakeS3 {
  endpoint: string;
  /** Objects by bucket and key. */
  objects: Map<string, Buffer>;
  stop(): Promise<void>;
}

/** Speaks as much of S3 as backups need, on loopback, and refuses what is not signed by its keys. Lists in pages of two. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = respond(objects, request, Buffer.concat(chunks));
    answer.writeHead(status).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Answer {
  status: number;
  body: Buffer | string;
}

const refused = (status: number, code: string): Answer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>${code} by the fake</Message></Error>`,
});

function respond(objects: Map<string, Buffer>, request: IncomingMessage, sent: Buffer): Answer {
  const url = new URL(request.url ?? "/", "http://fake");
  const path = decodeURIComponent(url.pathname);
  const said = request.headers.authorization ?? "";
  const names = /SignedHeaders=([^,]+)/.exec(said)?.[1]?.split(";") ?? [];
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]));
  const query = Object.fromEntries(url.searchParams);
  if (said !== signatureOf(FAKE_KEYS, { method: request.method ?? "", path, query, headers }))
    return refused(403, "SignatureDoesNotMatch");
  if (headers["x-amz-content-sha256"] !== createHash("sha256").update(sent).digest("hex"))
    return refused(400, "XAmzContentSHA256Mismatch");
  const place = path.slice(1);
  if (request.method === "PUT") objects.set(place, sent);
  if (request.method === "DELETE") objects.delete(place);
  if (request.method !== "GET") return { status: request.method === "PUT" ? 200 : 204, body: "" };
  if (query["list-type"] === "2") return { status: 200, body: page(objects, place, query) };
  const found = objects.get(place);
  return found ? { status: 200, body: found } : refused(404, "NoSuchKey");
}

function page(objects: Map<string, Buffer>, bucket: string, query: Record<string, string>): string {
  const from = Number(query["continuation-token"] ?? 0);
  const keys = [...objects.keys()].filter((key) => key.startsWith(`${bucket}/${query.prefix}`)).sort();
  const contents = keys.slice(from, from + 2).map((key) => {
    const size = objects.get(key)?.byteLength;
    const name = key.slice(bucket.length + 1).replaceAll("&", "&amp;");
    return `<Contents><Key>${name}</Key><LastModified>2026-11-30T00:00:00.000Z</LastModified><Size>${size}</Size></Contents>`;
  });
  const next = from + 2 < keys.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : "";
  return `<ListBucketResult>${contents.join("")}${next}</ListBucketResult>`;
}
