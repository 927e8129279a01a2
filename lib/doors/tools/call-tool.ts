import type { Context } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { isStorable } from "#lib/core/fields";
import { clip } from "../text/clip.ts";
import { refusalText } from "../text/refusal-text.ts";
import { type Answer, FORMAT, type Tool } from "./tool.ts";

/** What a model can take in at once, in characters of JSON. */
const JSON_BUDGET = 60_000;

export interface ToolResult {
  [more: string]: unknown;
  content: { type: "text"; text: string }[];
  isError?: boolean;
}

/** The arguments without those that every tool takes. */
export interface ToolArguments {
  session: string | null;
  format: "text" | "json";
  args: Record<string, unknown>;
}

export function readArguments(given: Record<string, unknown> | undefined): ToolArguments {
  const { session, format, ...args } = given ?? {};
  const read = FORMAT.default("text").safeParse(format);
  if (!read.success) throw invalidField("format", "Must be one of text, json.", ["text", "json"]);
  if (session === undefined || session === null || session === "") return { session: null, format: read.data, args };
  if (typeof session === "string" && session.length <= 200 && isStorable(session))
    return { session, format: read.data, args };
  throw invalidField("session", "Must be text of at most 200 characters, without NUL.");
}

/** Calls a tool; a refusal is a result that the model can act on, anything else thrown goes on. */
export async function callTool(tool: Tool, ctx: Context, { format, args }: ToolArguments): Promise<ToolResult> {
  try {
    const answer = await tool.call(ctx, args);
    return { content: [{ type: "text", text: format === "json" ? json(answer) : text(answer) }] };
  } catch (error) {
    if (error instanceof TurboError) return refused(error);
    throw error;
  }
}

export function refused(error: TurboError): ToolResult {
  return { content: [{ type: "text", text: refusalText(error) }], isError: true };
}

function text(answer: Answer): string {
  return clip(answer.text, { next: () => "Ask for less: a lower limit, a narrower filter, or detail line." });
}

function json({ data }: Answer): string {
  const whole = JSON.stringify(data);
  if (whole.length <= JSON_BUDGET) return whole;
  throw new TurboError(
    "refused",
    `The answer has ${whole.length} characters of JSON; at most ${JSON_BUDGET} are sent. Ask for less (limit) or for text.`,
  );
}
