import type { Activity, Facts, Part } from "#lib/core/activity";

/** Numbers of OTLP's enumerations. */
const KIND = { internal: 1, server: 2, client: 3 } as const;
const FAILED = { code: 2 };

type Attribute = { key: string; value: Record<string, string | number | boolean> };

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  status: { code?: number };
}

/** How many spans an activity becomes. */
export const spanCount = ({ parts }: Activity) => 1 + parts.length;

/** The body of an export of OTLP in its JSON encoding. */
export function otlpBody(
  activities: readonly Activity[],
  resource: Readonly<Record<string, string>>,
  version: string,
): string {
  const scope = { name: "turbo", version };
  const spans = activities.flatMap(spansOf);
  return JSON.stringify({
    resourceSpans: [{ resource: { attributes: attributesOf(resource) }, scopeSpans: [{ scope, spans }] }],
  });
}

function spansOf(activity: Activity): Span[] {
  const { traceId, spanId, parentId, parts, partsLeftOut, statements, failed, facts } = activity;
  const told: Facts = {
    ...facts,
    "turbo.db.statements": statements.count,
    "turbo.db.ms": Math.round(statements.ms * 1000) / 1000,
    ...(partsLeftOut > 0 ? { "turbo.parts_left_out": partsLeftOut } : {}),
  };
  const own: Span = {
    traceId,
    spanId,
    ...(parentId === null ? {} : { parentSpanId: parentId }),
    name: nameOf(activity),
    kind: activity.kind === "request" ? KIND.server : KIND.internal,
    ...timesOf(activity),
    attributes: attributesOf(told),
    status: failed ? FAILED : {},
  };
  return [own, ...parts.map((part, place) => partSpan(part, place, activity))];
}

function partSpan(part: Part, place: number, { traceId, spanId, endedAt }: Activity): Span {
  return {
    traceId,
    // Unlike any other of the trace, and not made before somebody wants it.
    spanId: ((BigInt(`0x${spanId}`) + BigInt(place + 1)) % 2n ** 64n || 1n).toString(16).padStart(16, "0"),
    parentSpanId: spanId,
    name: part.name,
    kind: part.kind === "call" ? KIND.client : KIND.internal,
    // What had not ended ended with the whole.
    ...timesOf(part.endedAt === part.startedAt ? { ...part, endedAt } : part),
    attributes: attributesOf(part.facts),
    status: part.failed ? FAILED : {},
  };
}

/** Of few values: `mcp save_issue`, `rest issues.create`, `page /issues/[key]`, `job back_up`. */
function nameOf({ kind, facts }: Activity): string {
  const door = String(facts["turbo.door"]);
  if (kind === "job") return `job ${facts["turbo.job"]}`;
  if (door === "page") return `page ${facts["http.route"] ?? ""}`.trim();
  return `${door} ${facts["turbo.tool"] ?? facts["turbo.operation"] ?? facts["http.request.method"]}`;
}

function timesOf({ startedAt, endedAt }: { startedAt: number; endedAt: number }) {
  return { startTimeUnixNano: nanoseconds(startedAt), endTimeUnixNano: nanoseconds(Math.max(startedAt, endedAt)) };
}

/** Nanoseconds do not fit into a number whole. */
function nanoseconds(ms: number): string {
  const whole = Math.floor(ms);
  return `${whole}${String(Math.floor((ms - whole) * 1e6)).padStart(6, "0")}`;
}

function attributesOf(facts: Readonly<Facts>): Attribute[] {
  return Object.entries(facts).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): Attribute["value"] {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
