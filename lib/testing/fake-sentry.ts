import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const Frame = z.strictObject({
  function: z.string(),
  filename: z.string().min(1),
  lineno: z.int().optional(),
  colno: z.int().optional(),
  in_app: z.boolean(),
});

/** An event of Sentry's protocol, version 7, as far as Turbo has a use for it. */
const SentryEvent = z.strictObject({
  event_id: z.string().regex(/^[0-9a-f]{32}$/),
  timestamp: z.number(),
  platform: z.literal("node"),
  level: z.enum(["fatal", "error"]),
  logger: z.string(),
  environment: z.string().min(1),
  release: z.string().min(1),
  transaction: z.string().optional(),
  tags: z.record(z.string().max(32), z.string().max(200)),
  contexts: z.record(z.string(), z.record(z.string(), z.string())),
  extra: z.record(z.string(), z.unknown()),
  message: z.strictObject({ formatted: z.string() }).optional(),
  exception: z
    .strictObject({
      values: z.array(
        z.strictObject({
          type: z.string(),
          value: z.string(),
          mechanism: z.strictObject({ type: z.string(), handled: z.boolean() }),
          stacktrace: z.strictObject({ frames: z.array(Frame) }).optional(),
        }),
      ),
    })
    .optional(),
});
export type SentryEvent = z.output<typeof SentryEvent>;

export interface FakeSentry {
  dsn: string;
  events: SentryEvent[];
  /** All envelopes that came, as they were written, with their addresses and headers. */
  heard: string[];
  /** Answers instead. Null takes all again. */
  instead: ((response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

const KEY = "0123456789abcdef0123456789abcdef";

/** Sentry as far as it takes envelopes with events, from whoever has the key. What it cannot read it answers with 400. */
export async function startFakeSentry(): Promise<FakeSentry> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    fake.heard.push(`${request.url}\n${JSON.stringify(request.headers)}\n${body}`);
    if (fake.instead) return fake.instead(response);
    const auth = String(request.headers["x-sentry-auth"]);
    if (!/^Sentry sentry_version=7, sentry_client=turbo\/\S+, sentry_key=/.test(auth) || !auth.endsWith(`=${KEY}`))
      return response.writeHead(403).end();
    try {
      if (request.method !== "POST" || request.url !== "/api/7/envelope/") throw new Error("no such address");
      fake.events.push(...eventsIn(body));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeSentry = {
    dsn: `http://${KEY}@127.0.0.1:${(server.address() as AddressInfo).port}/7`,
    ...{ events: [], heard: [], instead: null },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

/** An envelope is a line of its own, then a line and a payload of each item. */
function eventsIn(envelope: string): SentryEvent[] {
  const [header = "", ...items] = envelope.trimEnd().split("\n");
  const { event_id } = JSON.parse(header) as { event_id?: string };
  return items.flatMap((line, place) => {
    if (place % 2 === 0) return z.strictObject({ type: z.literal("event") }).parse(JSON.parse(line)) && [];
    const event = SentryEvent.parse(JSON.parse(line));
    if (event.event_id !== event_id) throw new Error("the envelope is of another event");
    return [event];
  });
}
