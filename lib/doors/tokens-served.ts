import { setImmediate as nextTurn } from "node:timers/promises";
import { type Actor, TURBO_ITSELF } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { addTo } from "#lib/core/metrics";
import { run } from "#lib/core/operation";
import { sessionNamed } from "#lib/core/session-name";
import { estimateTokens } from "#lib/core/token-estimate";
import { readSubjectKey, SIGNS_OF_PROJECT } from "#lib/domain/subjects/subject-key";
import { countTokens } from "#lib/domain/tokens/count-tokens";
import type { Served } from "#lib/domain/tokens/schema";
import { doorContext, doorLog } from "./door-context.ts";

/** How often what was served is written, in milliseconds. */
const PAUSE = 5_000;
/** Sums that wait at most; while the database is away more are forgotten. */
const MOST = 10_000;
/** Projects that one answer may be about, at most: with more it is about several anyway. */
const MOST_PROJECTS = 20;
const NOTES = Symbol.for("turbo.tokens-served");

interface Notes {
  sums: Map<string, Served>;
  /** What was answered and not yet added up. */
  waiting: Set<Promise<void>>;
}

const shared = globalThis as { [NOTES]?: Notes };

function notes(): Notes {
  shared[NOTES] ??= { sums: new Map(), waiting: new Set() };
  return shared[NOTES];
}

interface Answered {
  /** The tool, or the method of the protocol. */
  tool: string;
  args?: Record<string, unknown> | undefined;
  text: string;
}

/** Counts the tokens of an answer once it is on its way. */
export function noteServed(actor: Actor, answered: Answered): void {
  const { key } = actor;
  if (!key) return;
  const { waiting } = notes();
  const counting = nextTurn().then(() => {
    waiting.delete(counting);
    count(key.id, sessionOf(actor, answered), answered);
  });
  waiting.add(counting);
}

/** The session that a call names, else that of its request. */
function sessionOf({ session }: Actor, { args }: Answered): string | null {
  return (typeof args?.session === "string" ? sessionNamed(args.session.slice(0, 200)) : null) ?? session;
}

function count(keyId: string, session: string | null, { tool, args, text }: Answered): void {
  const { sums } = notes();
  const day = new Date().toISOString().slice(0, 10);
  const tokens = estimateTokens(text);
  addTo("turbo_tokens_served_total", { tool }, tokens);
  add(sums, { day, keyId, session, tool, projects: projectsOf(args, text), calls: 1, tokens });
}

function add(sums: Map<string, Served>, served: Served): void {
  const { day, keyId, session, tool, projects } = served;
  const name = JSON.stringify([day, keyId, session, tool, projects]);
  const sum = sums.get(name);
  if (sum) {
    sum.calls += served.calls;
    sum.tokens += served.tokens;
  } else if (sums.size < MOST) sums.set(name, served);
}

/** What may be keys of projects, of the things that a call names; where it names none, of what is answered. */
function projectsOf(args: Record<string, unknown> = {}, text: string): string[] {
  const named = Object.entries(args).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === "string" ? projectNamed(one, name === "project") : [])),
  );
  const keys = new Set(named.length > 0 ? named : [...text.matchAll(KEY)].map(([, key = ""]) => key.toUpperCase()));
  return keys.size > MOST_PROJECTS ? [] : [...keys].sort();
}

const KEY = new RegExp(`\\b([a-z][a-z0-9]{1,9})-${SIGNS_OF_PROJECT}\\d{1,9}\\b`, "gi");

function projectNamed(value: string, isProject: boolean): string[] {
  if (isProject) return [value.trim().toUpperCase()];
  const project = readSubjectKey(value.trim())?.project;
  return project ? [project] : [];
}

/** Writes, from now on, what was served, once in a while. What a killed process had not written is lost. */
export function writeTokensServed(): void {
  const write = async () => {
    await settleTokens();
    setTimeout(write, PAUSE).unref();
  };
  setTimeout(write, PAUSE).unref();
}

/** Writes what was served so far. It fails nobody: what could not be written waits for the next time. */
export async function settleTokens(): Promise<void> {
  await Promise.all(notes().waiting);
  const { sums } = notes();
  if (sums.size === 0) return;
  const served = [...sums.values()];
  sums.clear();
  try {
    await run(countTokens, doorContext(TURBO_ITSELF), { served });
  } catch (error) {
    for (const one of served) add(sums, one);
    // Who asks for something meanwhile is told that the database is away, and so is the log.
    if (!(error instanceof TurboError)) doorLog().warn({ err: error }, "tokens served were not counted");
  }
}
