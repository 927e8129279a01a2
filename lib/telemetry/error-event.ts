import { randomUUID } from "node:crypto";
import type { Activity, Facts } from "#lib/core/activity";
import type { Fault } from "#lib/core/faults";
import { stackFrames } from "./stack-frames.ts";

/** What is known where a fault is told. */
export interface Around {
  activity: Activity | undefined;
  environment: string;
  release: string;
  /** The folder that Turbo runs in. */
  root: string;
  scrub: (text: string) => string;
  /** How many of its kind were left out since the last that was reported. */
  leftOut: number;
}

/** An event in the form that Sentry takes; of the request only what is one of few values. */
export type ErrorEvent = { event_id: string } & Record<string, unknown>;

/** Errors that caused each other, at most. */
const MOST_CAUSES = 5;

export function errorEvent(fault: Fault, around: Around): ErrorEvent {
  const { activity, environment, release, scrub, leftOut } = around;
  const chain = causesOf(fault.error);
  const facts: Facts = activity?.facts ?? {};
  const called = facts["turbo.operation"] ?? facts["turbo.tool"] ?? facts["turbo.job"] ?? fault.job;
  return {
    event_id: randomUUID().replaceAll("-", ""),
    timestamp: Date.now() / 1000,
    platform: "node",
    level: fault.uncaught ? "fatal" : "error",
    logger: "turbo",
    environment,
    release,
    ...(called === undefined ? {} : { transaction: String(called) }),
    tags: tagsOf(fault, facts),
    contexts: {
      runtime: { name: "node", version: process.versions.node },
      ...(activity ? { trace: { trace_id: activity.traceId, span_id: activity.spanId } } : {}),
    },
    extra: { logged: scrub(fault.message), ...(leftOut > 0 ? { left_out: leftOut } : {}) },
    ...(chain.length > 0
      ? { exception: { values: chain.map((error, place) => exceptionOf(error, place, fault, around)).reverse() } }
      : { message: { formatted: scrub(fault.message) } }),
  };
}

/** One text for what is the same fault each time. */
export function fingerprintOf({ error, message }: Fault, scrub: (text: string) => string): string {
  const { name, message: said, stack } = errorOf(error);
  const place = stack.split("\n").find((line) => /^\s*at /.test(line)) ?? "";
  return [message, name, scrub(said), place].join("\n");
}

function tagsOf({ requestId, job }: Fault, facts: Facts): Record<string, string> {
  const told = {
    door: facts["turbo.door"],
    operation: facts["turbo.operation"],
    tool: facts["turbo.tool"],
    job: facts["turbo.job"] ?? job,
    actor: facts["turbo.actor"],
    route: facts["http.route"],
    request_id: facts["turbo.request_id"] ?? requestId,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && chain.length < MOST_CAUSES; next = Object(next).cause)
    chain.push(next);
  return chain;
}

function exceptionOf(error: unknown, place: number, { uncaught }: Fault, { root, scrub }: Around) {
  const { name, message, stack } = errorOf(error);
  const frames = stackFrames(stack, root);
  return {
    type: name,
    value: scrub(message),
    mechanism: { type: place === 0 ? "generic" : "chained", handled: !uncaught },
    ...(frames.length > 0 ? { stacktrace: { frames } } : {}),
  };
}

function errorOf(error: unknown): { name: string; message: string; stack: string } {
  if (error instanceof Error) {
    return { name: error.name, message: wrongFields(error) ?? error.message, stack: error.stack ?? "" };
  }
  const { name, message, stack } = Object(error) as Record<string, unknown>;
  const text = typeof error === "string" ? error : typeof message === "string" ? message : "";
  return {
    name: typeof name === "string" ? name : "Error",
    message: text,
    stack: typeof stack === "string" ? stack : "",
  };
}

/** What zod found, without the values: its own message is JSON over many lines. */
function wrongFields(error: Error): string | null {
  const { issues } = error as { issues?: unknown };
  if (!Array.isArray(issues)) return null;
  return issues.map(({ path, code }) => `${[path].flat().join(".")} is ${code}`).join(", ");
}
