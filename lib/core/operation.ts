import { createHash } from "node:crypto";
import type { z } from "zod";
import { hasScope, limitOf, reachesAccount, type Scope } from "./actor.ts";
import type { Change, Context, InnerContext, ReadContext, WriteContext } from "./context.ts";
import { TurboError } from "./errors.ts";
import { withLastChange } from "./last-change.ts";
import { addTo, observe, secondsSince } from "./metrics.ts";
import { parseInput } from "./parse-input.ts";
import { requireNotStopped } from "./stopped-session.ts";
import { toldOperation } from "./told-operation.ts";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/**
 * Whose an operation's things are, which decides how far a key reaches.
 * `projects`: they lie in projects, and the operation shows a key only what lies in its own.
 * `workspace`: all projects share them; a key limited to some reads them at most.
 * `account`: a person's own; no key touches them, save one of scope admin that is not limited.
 * `self`: who asks and what is addressed to them; the operation shows a key only itself, and only what lies in its projects.
 */
export type Reach = "projects" | "workspace" | "account" | "self";

interface Shape<Access extends Scope, Ctx, Input extends z.ZodType, Output extends z.ZodType, Subject> {
  /** noun.verb */
  name: string;
  /** One sentence, for OpenAPI, MCP and the command line. */
  summary: string;
  access: Access;
  reach: Reach;
  /** Method and path under /api/v1; null keeps it off every list (a page's own read). */
  rest: `${Method} /${string}` | null;
  input: Input;
  output: Output;
  /** Refuses, or answers the subject it looked at, which `handle` gets. */
  authorize: (ctx: Ctx, input: z.output<Input>) => Promise<Subject> | Subject;
  handle: (ctx: Ctx, input: z.output<Input>, subject: Subject) => Promise<z.input<Output>> | z.input<Output>;
}

/** Any operation, as the doors see it. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly access: Scope;
  readonly reach: Reach;
  readonly rest: `${Method} /${string}` | null;
  readonly input: Input;
  readonly output: Output;
  /** Both steps of the operation, on a context of the right kind. */
  readonly perform: (ctx: ReadContext | WriteContext, input: z.output<Input>) => Promise<z.input<Output>>;
  readonly check: (ctx: ReadContext, input: z.output<Input>) => Promise<void>;
}

export function defineOperation<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  shape: Shape<"read", ReadContext, Input, Output, Subject>,
): Operation<Input, Output>;
export function defineOperation<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  shape: Shape<"write" | "admin", WriteContext, Input, Output, Subject>,
): Operation<Input, Output>;
export function defineOperation<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  shape: Shape<Scope, never, Input, Output, Subject>,
): Operation<Input, Output> {
  const { authorize, handle, ...rest } = shape;
  return {
    ...rest,
    perform: async (ctx, input) => handle(ctx as never, input, await authorize(ctx as never, input)),
    check: async (ctx, input) => void (await authorize(ctx as never, input)),
  };
}

/** `authorize` of what anybody signed in may do. */
export function anyone(): void {}

/** Does an operation change anything? An admin operation does when its method is not GET. */
export function isWrite(operation: Pick<Operation, "access" | "rest">): boolean {
  return operation.access !== "read" && !operation.rest?.startsWith("GET ");
}

/**
 * Performs an operation: scope, reach, parse, transaction, permission, handler, events, output parse, commit.
 * Throws TurboError for every refusal.
 */
export async function run<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  ctx: Context | InnerContext,
  raw: unknown,
): Promise<z.output<Output>> {
  const since = performance.now();
  const { name } = operation;
  const ended = toldOperation(name, ctx.actor);
  try {
    const output = await performOperation(operation, ctx, raw);
    ended("ok");
    addTo("turbo_operations_total", { operation: name, outcome: "ok" });
    observe("turbo_operation_duration_seconds", { kind: isWrite(operation) ? "write" : "read" }, secondsSince(since));
    return output;
  } catch (error) {
    const outcome = error instanceof TurboError ? error.code : "failed";
    ended(outcome);
    addTo("turbo_operations_total", { operation: name, outcome });
    throw error;
  }
}

async function performOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  ctx: Context | InnerContext,
  raw: unknown,
): Promise<z.output<Output>> {
  requireScope(ctx, operation);
  requireReach(ctx, operation);
  const input = parseInput(operation.input, raw);
  if (!isWrite(operation)) return operation.output.parse(await operation.perform(ctx, input));
  return performOnce(ctx, callOf(operation, input), (inner) => performWrite(operation, inner, input));
}

/** Refuses who may not do it, without doing it. */
export async function checkAgain(operation: Operation, ctx: ReadContext, raw: unknown): Promise<void> {
  requireScope(ctx, operation);
  requireReach(ctx, operation);
  await operation.check(ctx, parseInput(operation.input, raw));
}

/** A write that an idempotency key makes safe to repeat. */
export interface OnceCall<T> {
  /** What the key is remembered with. */
  name: string;
  input: unknown;
  /** Refuses who may no longer do it, before the first answer is given again. */
  check(ctx: ReadContext): Promise<void> | void;
  /** The first answer, as it is given now. */
  read(stored: unknown): T | Promise<T>;
}

function callOf<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: z.output<Input>,
): OnceCall<z.output<Output>> {
  return {
    name: operation.name,
    input,
    check: (ctx) => operation.check(ctx, input),
    read: (stored) => operation.output.parse(stored),
  };
}

/** Works in one write transaction; where the caller sent an idempotency key, once, and then answers what it answered first. */
export async function performOnce<T>(
  ctx: Context | InnerContext,
  call: OnceCall<T>,
  work: (inner: InnerContext) => Promise<T>,
): Promise<T> {
  if (!("changed" in ctx)) await requireNotStopped(ctx);
  const once = ctx.idempotencyKey && !("changed" in ctx) ? idempotentCall(ctx, call) : null;
  const earlier = once && (await rememberedAnswer(ctx, call, once));
  if (earlier) return earlier.response;
  try {
    return await ctx.atomically(async (inner) => {
      const response = await work(inner);
      if (once) await inner.database.rememberAnswer(inner.db, { ...once, at: inner.now, response });
      return response;
    });
  } catch (error) {
    const first = once && ctx.database.isDuplicate(error) && (await rememberedAnswer(ctx, call, once));
    if (first) return first.response;
    throw await withLastChange(ctx, error, Object(call.input));
  }
}

/** One call of a batch. */
export interface BatchItem {
  operation: Operation;
  input: unknown;
}

/** Characters of the answers of one batch, at most: a hundred small changes of long texts answer a hundred long texts. */
const MOST_ANSWERED = 5_000_000;

/** Performs many writes in one transaction: all or none, one answer each. A refusal names the item by its place. */
export async function runAll(items: readonly BatchItem[], ctx: Context | InnerContext): Promise<unknown[]> {
  const call: OnceCall<unknown[]> = {
    name: items.map(({ operation }) => operation.name).join(" "),
    input: items.map(({ input }) => input),
    async check(reading) {
      for (const { operation, input } of items) await operation.check(reading, parseInput(operation.input, input));
    },
    read: (stored) => items.map(({ operation }, place) => operation.output.parse((stored as unknown[])[place])),
  };
  return performOnce(ctx, call, async (inner) => {
    const answers: unknown[] = [];
    let answered = 0;
    for (const [index, item] of items.entries()) {
      try {
        const answer = await run(item.operation, inner, item.input);
        answered += JSON.stringify(answer).length;
        if (answered > MOST_ANSWERED)
          throw new TurboError("too_large", "With it the answers are longer than 5 MB. Send these writes in parts.");
        answers.push(answer);
      } catch (error) {
        throw error instanceof TurboError ? inBatch(error, index) : error;
      }
    }
    return answers;
  });
}

async function performWrite<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  ctx: InnerContext,
  input: z.output<Input>,
): Promise<z.output<Output>> {
  const heard = ctx.collect();
  const output = operation.output.parse(await operation.perform(ctx, input));
  heard.end();
  if (!heard.saidSo()) throw new Error(`${operation.name} wrote without saying what it changed`);
  for (const changes of eventsOf(heard.changes)) ctx.record({ operation: operation.name, changes });
  return output;
}

/** What was changed together, then what was changed apart, each in an event of its own. */
function eventsOf(changes: readonly Change[]): Change[][] {
  const together = changes.filter((change) => !change.apart);
  const apart = changes.filter((change) => change.apart).map(({ apart: _, ...change }) => [change]);
  return together.length > 0 ? [together, ...apart] : apart;
}

interface IdempotentCall {
  actor: string;
  operation: string;
  key: string;
  bodyHash: string;
}

function idempotentCall(ctx: Context | InnerContext, { name, input }: OnceCall<unknown>): IdempotentCall {
  const key = ctx.idempotencyKey ?? "";
  if (key.length > 200) throw new TurboError("invalid", "An idempotency key has at most 200 characters.");
  const bodyHash = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  return { actor: ctx.actor.key?.id ?? ctx.actor.user.id, operation: name, key, bodyHash };
}

async function rememberedAnswer<T>(
  ctx: Context | InnerContext,
  { check, read }: OnceCall<T>,
  once: IdempotentCall,
): Promise<{ response: T } | null> {
  const found = await ctx.database.rememberedAnswer(once, ctx.now);
  if (!found) return null;
  if (found.bodyHash !== once.bodyHash) {
    throw new TurboError(
      "conflict",
      `The idempotency key "${once.key}" was used within 24 hours with another body. Send a new key.`,
    );
  }
  await check(ctx);
  return { response: await read(found.response) };
}

/**
 * Throws `forbidden` where the key's or person's scope does not reach. `run` asks this by itself. What is their own, people who
 * are signed in change in any role.
 */
export function requireScope(
  { actor }: Pick<ReadContext, "actor">,
  { name, access, reach }: Pick<Operation, "name" | "access"> & Partial<Pick<Operation, "reach">>,
): void {
  const { key, scope, user } = actor;
  if (hasScope(actor, access) || (key === null && (reach === "account" || reach === "self"))) return;
  const needs = `${name} needs ${access}.`;
  if (user.role === "viewer") {
    const who = key ? `The key "${key.name}" is of a viewer, who reads` : "You are a viewer, who reads";
    throw new TurboError("forbidden", `${who} and changes nothing; ${needs} Ask an owner or an admin of this Turbo.`);
  }
  const has = key ? `The key "${key.name}" has scope ${scope}` : `You have scope ${scope}`;
  throw new TurboError("forbidden", `${has}; ${needs} Use a key with that scope.`);
}

/** Throws `forbidden` where an operation is about more than the key is for. */
function requireReach({ actor }: Pick<ReadContext, "actor">, { name, access, reach }: Operation): void {
  if (reach === "workspace" && access !== "read" && actor.projectIds !== null) {
    const { who, way } = limitOf(actor);
    throw new TurboError(
      "forbidden",
      `${name} is about the whole workspace, and ${who} is limited to some projects. Nothing was done. ${way}.`,
    );
  }
  if (reach === "account" && !reachesAccount(actor)) {
    throw new TurboError(
      "forbidden",
      `${name} is about a person's account, which the key "${actor.key?.name}" is not for. Nothing was done. Sign in, or use a key of scope admin that is not limited to projects.`,
    );
  }
}

function inBatch(error: TurboError, index: number): TurboError {
  return new TurboError(error.code, `Item ${index + 1}: ${error.message} Nothing of the batch was saved.`, {
    fields: error.fields.map((field) => ({ ...field, path: `${index}.${field.path}` })),
    current: error.current,
    ...(error.changed ? { changed: error.changed } : {}),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    cause: error,
  });
}
