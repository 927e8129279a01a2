import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { type Gate, gateEveryServer } from "#lib/doors/server/gates";
import { watchBodies } from "#lib/doors/server/watch-bodies";

/** A real HTTP server on loopback, behind these gates, that hands each request to a door; answers what stops it. */
export async function serve(
  port: number,
  answer: (request: Request) => Promise<Response>,
  gates: readonly Gate[] = [watchBodies()],
): Promise<() => Promise<void>> {
  const ungate = gateEveryServer(gates);
  const server = createServer((incoming, outgoing) => {
    hand(incoming, outgoing, answer, port).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return () =>
    new Promise((resolve) => {
      ungate();
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function hand(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
  port: number,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const hasBody = !["GET", "HEAD"].includes(incoming.method ?? "GET");
  const init = {
    method: incoming.method,
    headers,
    signal: gone.signal,
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {}),
  } as RequestInit;
  const response = await answer(new Request(`http://127.0.0.1:${port}${incoming.url}`, init));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) await pipeline(Readable.fromWeb(response.body as WebStream), outgoing);
  else outgoing.end();
}
