import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { channel } from "node:diagnostics_channel";

/** A request or a job while it is under way, as traces and reports of errors know it. Nothing in it was written by anybody. */
export interface Activity {
  kind: "request" | "job";
  /** Hexadecimal, 32 and 16 digits, as W3C Trace Context has them. */
  traceId: string;
  spanId: string;
  parentId: string | null;
  /** Is it to be in a trace? */
  sampled: boolean;
  /** Milliseconds of Unix time, with fractions. */
  startedAt: number;
  endedAt: number;
  failed: boolean;
  facts: Facts;
  parts: Part[];
  partsLeftOut: number;
  statements: { count: number; ms: number };
}

export type Facts = Record<string, string | number | boolean>;

/** What was done within an activity and took time of its own: an operation, or a call of another service. */
export interface Part {
  kind: "operation" | "call";
  name: string;
  startedAt: number;
  endedAt: number;
  /** Was it a fault, or its answer one? */
  failed: boolean;
  facts: Facts;
}

/** Whose trace an activity goes on with. */
export interface TraceParent {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

/** A batch of a hundred writes would be a hundred of them. */
const MOST_PARTS = 40;

interface Keeping {
  storage: AsyncLocalStorage<Activity>;
  isSampled: (traceId: string, parent: TraceParent | null) => boolean;
}

const KEEPING = Symbol.for("turbo.activities");
const shared = globalThis as { [KEEPING]?: Keeping };
const ENDED = channel("turbo.activity");

/** From now on activities are known to what is done within them; until then nothing here costs anything. */
export function keepActivities(isSampled: Keeping["isSampled"]): () => void {
  const storage = new AsyncLocalStorage<Activity>();
  shared[KEEPING] = { storage, isSampled };
  return () => {
    storage.disable();
    delete shared[KEEPING];
  };
}

/** Calls back with each activity that is to be in a trace, once it is over; answers what stops that. */
export function onActivity(hear: (activity: Activity) => void): () => void {
  const listener = (activity: unknown) => hear(activity as Activity);
  ENDED.subscribe(listener);
  return () => void ENDED.unsubscribe(listener);
}

export const currentActivity = () => shared[KEEPING]?.storage.getStore();

/** Milliseconds of Unix time, finer than `Date.now()`. */
export const preciseNow = () => performance.timeOrigin + performance.now();

/** Null where nobody wants to know. */
export function beginActivity(
  kind: Activity["kind"],
  facts: Facts,
  parent: TraceParent | null = null,
): Activity | null {
  if (!shared[KEEPING]) return null;
  const traceId = parent?.traceId ?? randomBytes(16).toString("hex");
  const startedAt = preciseNow();
  return {
    kind,
    traceId,
    spanId: randomBytes(8).toString("hex"),
    parentId: parent?.spanId ?? null,
    sampled: shared[KEEPING].isSampled(traceId, parent),
    startedAt,
    endedAt: startedAt,
    failed: false,
    facts,
    parts: [],
    partsLeftOut: 0,
    statements: { count: 0, ms: 0 },
  };
}

export function endActivity(activity: Activity, failed: boolean): void {
  activity.endedAt = preciseNow();
  activity.failed = failed;
  if (activity.sampled) ENDED.publish(activity);
}

/** What the rest of this request is done within. */
export function enterActivity(activity: Activity): void {
  shared[KEEPING]?.storage.enterWith(activity);
}

export function withinActivity<T>(activity: Activity | null, work: () => T): T {
  const storage = shared[KEEPING]?.storage;
  return activity && storage ? storage.run(activity, work) : work();
}

/** Says something of the activity under way, where one is kept. */
export function tellActivity(facts: Facts): void {
  const activity = currentActivity();
  if (activity) Object.assign(activity.facts, facts);
}

/** Begins a part of the activity under way; null where no trace wants it. */
export function beginPart(kind: Part["kind"], name: string, facts: Facts = {}): Part | null {
  const activity = currentActivity();
  if (!activity?.sampled) return null;
  const startedAt = preciseNow();
  const part = { kind, name, startedAt, endedAt: startedAt, failed: false, facts };
  if (activity.parts.length < MOST_PARTS) activity.parts.push(part);
  else activity.partsLeftOut += 1;
  return part;
}

/** Counts a statement of the database to the activity under way. */
export function noteStatement(_sql: string, ms: number): void {
  const statements = currentActivity()?.statements;
  if (!statements) return;
  statements.count += 1;
  statements.ms += ms;
}
