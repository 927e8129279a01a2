import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const Attributes = z.array(
  z.strictObject({
    key: z.string().min(1),
    value: z.union([
      z.strictObject({ stringValue: z.string() }),
      z.strictObject({ boolValue: z.boolean() }),
      z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
      z.strictObject({ doubleValue: z.number() }),
    ]),
  }),
);
const Nanoseconds = z.string().regex(/^\d{19}$/);
const SpanId = z.string().regex(/^(?!0+$)[0-9a-f]{16}$/);

/** `ExportTraceServiceRequest` of OTLP 1 in its JSON encoding, as far as a collector cannot do without. */
const Export = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: Attributes }),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string() }),
          spans: z.array(
            z.strictObject({
              traceId: z.string().regex(/^(?!0+$)[0-9a-f]{32}$/),
              spanId: SpanId,
              parentSpanId: SpanId.optional(),
              name: z.string().min(1),
              kind: z.int().min(1).max(5),
              startTimeUnixNano: Nanoseconds,
              endTimeUnixNano: Nanoseconds,
              attributes: Attributes,
              status: z.strictObject({ code: z.int().min(1).max(2).optional() }),
            }),
          ),
        }),
      ),
    }),
  ),
});

export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  kind: number;
  /** In milliseconds. */
  took: number;
  failed: boolean;
  facts: Record<string, unknown>;
}

export interface FakeCollector {
  /** Its address, as in OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: CollectedSpan[];
  /** Attributes of the resource that was told last. */
  resource: Record<string, unknown>;
  headers: IncomingHttpHeaders;
  /** All bodies that came, as they were written. */
  heard: string[];
  /** Answers instead; one that does nothing is a stalled collector. Null takes all again. */
  instead: ((response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

/** An OpenTelemetry collector as far as it takes traces by OTLP/HTTP in JSON; what it cannot read it answers with 400. */
export async function startFakeCollector(): Promise<FakeCollector> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    fake.heard.push(body);
    fake.headers = request.headers;
    if (fake.instead) return fake.instead(response);
    const read = request.headers["content-type"] === "application/json" ? Export.safeParse(JSON.parse(body)) : null;
    if (request.method !== "POST" || request.url !== "/v1/traces" || !read?.success)
      return response.writeHead(400).end(read?.error?.message);
    for (const { resource, scopeSpans } of read.data.resourceSpans) {
      fake.resource = factsOf(resource.attributes);
      for (const { spans } of scopeSpans) {
        for (const { startTimeUnixNano, endTimeUnixNano, attributes, status, parentSpanId, ...span } of spans) {
          const took = Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6;
          const failed = status.code === 2;
          fake.spans.push({ ...span, parentSpanId, took, failed, facts: factsOf(attributes) });
        }
      }
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeCollector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ spans: [], resource: {}, headers: {}, heard: [], instead: null },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

function factsOf(attributes: z.output<typeof Attributes>): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, "intValue" in value ? Number(value.intValue) : Object.values(value)[0]]),
  );
}
