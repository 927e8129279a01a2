import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { Config, ProviderPlace } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { estimateTokens } from "#lib/core/token-estimate";
import { type Breaker, breakerOf } from "./breaker.ts";
import { COMES_BACK, IN_TROUBLE, keyVariableOf, ProviderFailure, titleOf, wrongAnswer } from "./failure.ts";
import { openProvider } from "./open-provider.ts";
import type { EndReason, ModelRequest, ToolCall, Usage } from "./provider.ts";
import { timed } from "./timed.ts";

/** What of an answer is seen by who asked. */
export type AnswerEvent =
  | { kind: "text"; text: string }
  /** The whole answer, where a form was asked for. */
  | { kind: "json"; value: unknown }
  | ({ kind: "tool_call" } & ToolCall)
  | ({ kind: "usage"; provider: string; model: string } & Usage)
  /** `interrupted`: it broke off after something was seen, or who asked ended it; `why` tells. */
  | { kind: "end"; reason: EndReason | "interrupted"; why: string | null };

export type Outcome = "complete" | "interrupted" | "failed";

/** Writes one provider's part down: before it is asked, and once it is over. */
export interface Ledger {
  /** Refuses where a budget does not allow it. Answers what ends the entry. */
  begin(place: ProviderPlace, reserved: Usage): Promise<(outcome: Outcome, usage: Usage) => Promise<void>>;
  /** Hears why a provider did not answer. */
  failed(place: ProviderPlace, failure: ProviderFailure): void;
}

/** The wait before a busy provider is asked again that did not say how long, doubled each time. */
const FIRST_WAIT = 500;
export const NOTHING: Usage = { input: 0, output: 0, cached: 0, cacheWritten: 0 };

/**
 * Asks the providers in their order until one answers. What was seen is never started anew by another one. Throws a
 * refusal that tells of each where none answers.
 */
export async function* answer(
  settings: Config["ai"],
  request: ModelRequest,
  ledger: Ledger,
): AsyncGenerator<AnswerEvent, void> {
  const failures: ProviderFailure[] = [];
  let restMs = Number.POSITIVE_INFINITY;
  for (const place of settings.providers) {
    const breaker = breakerOf(place);
    const failure = notNow(place, breaker) ?? (yield* oneAnswer(settings, place, { request, ledger, breaker }));
    if (failure === null) return;
    ledger.failed(place, failure);
    failures.push(failure);
    if (IN_TROUBLE.includes(failure.kind)) restMs = Math.min(restMs, failure.waitMs ?? breaker.restMs());
  }
  const why = failures.map(({ message }) => message).join(" ");
  if (failures.length === 0) throw new TurboError("refused", "ai.providers names no model provider. Set it.");
  if (restMs === Number.POSITIVE_INFINITY) throw new TurboError("refused", `No model answered. ${why}`);
  throw new TurboError("busy", `No model answered. ${why}`, { retryAfter: Math.max(1, Math.ceil(restMs / 1000)) });
}

/** Why a provider is not asked at all; null where it is. */
function notNow({ name, key }: ProviderPlace, breaker: Breaker): ProviderFailure | null {
  const variable = keyVariableOf(name);
  if (variable && !key)
    return new ProviderFailure("key_refused", `There is no key for ${titleOf(name)}. Set ${variable}.`);
  const waitMs = breaker.restMs();
  if (waitMs === 0) return null;
  const again = `It is asked again in ${Math.ceil(waitMs / 1000)} s.`;
  return new ProviderFailure("overloaded", `${titleOf(name)} failed again and again. ${again}`, { waitMs });
}

interface Asking {
  request: ModelRequest;
  ledger: Ledger;
  breaker: Breaker;
}

/** One provider's answer, asked again where it is only busy. Answers why there is none, null where there is one. */
async function* oneAnswer(
  settings: Config["ai"],
  place: ProviderPlace,
  { request, ledger, breaker }: Asking,
): AsyncGenerator<AnswerEvent, ProviderFailure | null> {
  const provider = await openProvider(place);
  const estimated = estimateTokens(JSON.stringify([request.system, request.messages, request.tools]));
  const finish = await ledger.begin(place, { ...NOTHING, input: estimated, output: request.maxTokens });
  let outcome: Outcome = "interrupted";
  let usage: Usage | null = null;
  let seen = "";
  try {
    for (let again = 0; ; again += 1) {
      try {
        let held = "";
        for await (const event of timed(provider, request, settings)) {
          if (event.kind === "text" && request.schema) held += event.text;
          else if (event.kind === "text" || event.kind === "tool_call") {
            seen += event.kind === "text" ? event.text : JSON.stringify(event.input);
            yield event;
          } else if (event.kind === "usage") {
            const { kind, ...counts } = event;
            usage = counts;
            yield { kind, ...counts, provider: place.name, model: place.model };
          } else if (event.kind === "end") {
            breaker.answered();
            const reason = event.reason;
            if (request.schema && (reason === "complete" || reason === "length"))
              yield { kind: "json", value: inForm(request.schema, held, place, reason) };
            outcome = "complete";
            yield { kind: "end", reason, why: null };
            return null;
          }
        }
        throw new Error(`the answer of ${place.name} ended without an end`);
      } catch (error) {
        if (request.signal?.aborted) {
          yield { kind: "end", reason: "interrupted", why: "It was ended by who asked." };
          return null;
        }
        const failed = error instanceof ProviderFailure;
        if (failed && IN_TROUBLE.includes(error.kind)) breaker.failed();
        if (failed && seen) {
          yield { kind: "end", reason: "interrupted", why: error.message };
          return null;
        }
        const wait = failed ? waitBefore(settings, error, { again, breaker }) : null;
        if (wait === null) {
          outcome = "failed";
          if (failed) return error;
          throw error;
        }
        await sleep(wait, undefined, request.signal ? { signal: request.signal } : {}).catch(() => undefined);
      }
    }
  } finally {
    const told = outcome === "interrupted" ? { ...NOTHING, input: estimated, output: estimateTokens(seen) } : NOTHING;
    await finish(outcome, usage ?? told);
  }
}

/** Milliseconds to wait before the same provider is asked again; null where it is not. */
function waitBefore(
  { retries, longestWaitMs }: Config["ai"],
  { kind, waitMs }: ProviderFailure,
  { again, breaker }: { again: number; breaker: Breaker },
): number | null {
  if (!COMES_BACK.includes(kind) || again >= retries || breaker.restMs() > 0) return null;
  const wait = waitMs ?? FIRST_WAIT * 2 ** again;
  return wait <= longestWaitMs ? wait : null;
}

/** An answer as the form that was asked for has it: providers promise it, and some models do not keep it. */
function inForm(schema: z.ZodType, text: string, place: ProviderPlace, reason: EndReason): unknown {
  if (reason === "length") throw wrongAnswer(place, "more than it was allowed to, so that its JSON is not whole");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrongAnswer(place, "something that is not JSON, where JSON was asked for");
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
  throw wrongAnswer(place, `JSON of another form than was asked for${where}`);
}
