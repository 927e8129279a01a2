import { z } from "zod";
import { tellActivity } from "#lib/core/activity";
import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { ShortText } from "#lib/core/fields";
import { parseInput } from "#lib/core/parse-input";
import { sessionNamed } from "#lib/core/session-name";
import { clip } from "../text/clip.ts";
import { refusalText } from "../text/refusal-text.ts";
import { normalArguments } from "./normal-arguments.ts";
import { type Answer, FORMAT, type Tool } from "./tool.ts";
import { inToolWords } from "./tool-words.ts";

/** What a model can take in at once, in characters of JSON. */
const JSON_BUDGET = 60_000;

export interface ToolResult {
  [more: string]: unknown;
  content: { type: "text"; text: string }[];
  isError?: boolean;
}

/** The arguments without those that many tools take. */
export interface ToolArguments {
  session: string | null;
  idempotencyKey: string | null;
  format: "text" | "json";
  args: Record<string, unknown>;
}

const Own = z.object({
  session: ShortText(200).optional(),
  idempotencyKey: ShortText(200).optional(),
  format: FORMAT.default("text"),
});

/** What a model sent, as the tool wants it. Throws `invalid` for what no tool takes. */
export function readArguments(tool: Tool, given: Record<string, unknown> = {}): ToolArguments {
  const { format, ...normal } = normalArguments(tool, given);
  if (tool.risk === "read") return { ...readOwn({ format }), session: null, idempotencyKey: null, args: normal };
  const { session, idempotencyKey, ...args } = normal;
  return { ...readOwn({ format, session, idempotencyKey }), args };
}

function readOwn(given: Record<string, unknown>): Omit<ToolArguments, "args"> {
  const { session, idempotencyKey = null, format } = parseInput(Own, given);
  return { session: sessionNamed(session), idempotencyKey, format };
}

/** Calls a tool; a refusal is a result that the model can act on, anything else thrown goes on. */
export async function callTool(tool: Tool, ctx: Context, { format, args }: ToolArguments): Promise<ToolResult> {
  try {
    const answer = await performTool(tool, ctx, args);
    return { content: [{ type: "text", text: format === "json" ? json(answer) : text(answer) }] };
  } catch (error) {
    if (error instanceof TurboError) return refused(inToolWords(error, tool));
    throw error;
  }
}

/** What a tool answers; of a write also the number of its event, by which it is undone and what follows it is found. */
export async function performTool(tool: Tool, ctx: Context, args: Record<string, unknown>): Promise<Answer> {
  tellActivity({ "turbo.tool": tool.name });
  const answer = await tool.call(ctx, args);
  if (tool.risk === "read") return answer;
  const numbers = ctx.committed;
  const data = numbers.length > 0 && isObject(answer.data) ? { ...answer.data, events: numbers } : answer.data;
  return { text: `${answer.text}${eventsText(numbers, ctx.requestId)}`, data };
}

function eventsText(numbers: readonly number[], request: string): string {
  const [first, ...others] = numbers;
  if (first === undefined) return "\nThis call changed nothing.";
  if (others.length === 0) return `\nEvent ${first}.`;
  return `\nEvents ${first}–${others.at(-1)}; undo request ${request} takes back all of them.`;
}

function isObject(data: unknown): data is object {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

export function refused(error: TurboError): ToolResult {
  return { content: [{ type: "text", text: refusalText(error) }], isError: true };
}

function text(answer: Answer): string {
  return clip(answer.text, { next: () => 'The rest does not fit; format "json" holds more.' });
}

function json({ data }: Answer): string {
  const whole = JSON.stringify(data);
  if (whole.length <= JSON_BUDGET) return whole;
  throw new TurboError(
    "refused",
    `The answer has ${whole.length} characters of JSON; at most ${JSON_BUDGET} are sent. Ask for less (limit) or for text.`,
  );
}
