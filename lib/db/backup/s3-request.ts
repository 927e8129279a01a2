import { createHash, createHmac } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { pipeline } from "node:stream/promises";
import type { S3Place } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";

export interface S3Request {
  method: "GET" | "PUT" | "DELETE";
  /** Of the object; empty for the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** What is sent, its length and its SHA-256. */
  body?: { stream: NodeJS.ReadableStream; size: number; sha256: string };
}

const EMPTY = createHash("sha256").digest("hex");
/** How long nothing may come before a request counts as lost, in milliseconds. */
const PATIENCE = 60_000;

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The Authorization of a request by AWS's signature version 4. All of `headers` are signed. */
export function signatureOf(
  { region, accessKeyId, secretAccessKey }: Pick<S3Place, "region" | "accessKeyId" | "secretAccessKey">,
  request: { method: string; path: string; query: Record<string, string>; headers: Record<string, string> },
): string {
  const date = request.headers["x-amz-date"] ?? "";
  const day = date.slice(0, 8);
  const names = Object.keys(request.headers).sort();
  const canonical = [
    request.method,
    request.path.split("/").map(encoded).join("/"),
    queryOf(request.query),
    ...names.map((name) => `${name}:${request.headers[name]?.trim()}`),
    "",
    names.join(";"),
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const hashed = createHash("sha256").update(canonical).digest("hex");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", date, scope, hashed].join("\n")).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${names.join(";")},Signature=${signature}`;
}

function queryOf(query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.sort().join("&");
}

/** Asks the bucket and answers what it says, once it agreed. Throws `database` in words where it did not. */
export async function askS3(place: S3Place, { method, key, query = {}, headers = {}, body }: S3Request) {
  const endpoint = new URL(place.endpoint);
  const path = `${endpoint.pathname.replace(/\/$/, "")}/${place.bucket}${key ? `/${key}` : ""}`;
  const signed = {
    ...headers,
    host: endpoint.host,
    "x-amz-content-sha256": body?.sha256 ?? EMPTY,
    "x-amz-date": new Date().toISOString().replace(/[-:]|\.\d+/g, ""),
  };
  const authorization = signatureOf(place, { method, path, query, headers: signed });
  const search = queryOf(query);
  const asked = (endpoint.protocol === "http:" ? http : https).request({
    method,
    host: endpoint.hostname.replace(/^\[|\]$/g, ""),
    port: endpoint.port || undefined,
    path: path.split("/").map(encoded).join("/") + (search && `?${search}`),
    headers: { ...signed, authorization, "content-length": String(body?.size ?? 0) },
    timeout: PATIENCE,
  });
  asked.on("timeout", () => asked.destroy(new Error("it did not answer in time")));
  try {
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      asked.once("response", resolve).once("error", reject);
    });
    answered.catch(() => undefined);
    if (body) await pipeline(body.stream, asked).catch(() => undefined);
    else asked.end();
    const answer = await answered;
    const status = answer.statusCode ?? 0;
    if (status < 300) return answer;
    const said = await textOf(answer);
    throw new Error(
      `${status} ${/<Code>([^<]+)/.exec(said)?.[1] ?? ""} ${/<Message>([^<]+)/.exec(said)?.[1] ?? ""}`.trim(),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
    throw new TurboError(
      "database",
      `The bucket ${place.bucket} at ${endpoint.host} refused or did not answer: ${reason}. Look at backup.directory and the keys in the environment.`,
      { cause: error },
    );
  }
}

export async function textOf(answer: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
