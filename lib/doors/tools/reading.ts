import { z } from "zod";
import { WholeNumber } from "#lib/core/fields";
import { clip } from "../text/clip.ts";
import { ownArgument } from "./own-argument.ts";
import type { Answer } from "./tool.ts";

export const Detail = z.enum(["line", "card", "full"], { error: "Must be one of line, card, full." });
const Offset = WholeNumber(0, 10_000_000).default(0);

/** How something is to be read: how much of it, and from where. */
export interface Asked {
  detail: z.output<typeof Detail>;
  offset: number;
  /** Was a place asked for? */
  inParts: boolean;
  cursor: unknown;
  /** Arguments for the operation itself. */
  others: Record<string, unknown>;
}

export function readAsked({ detail, offset, cursor, ...others }: Record<string, unknown>): Asked {
  return {
    detail: ownArgument("detail", Detail.default("full"), detail),
    offset: ownArgument("offset", Offset, offset),
    inParts: offset !== undefined,
    cursor,
    others,
  };
}

/** A long answer from the place that was asked for, as much as fits. */
export function inParts(
  parts: readonly string[],
  data: unknown,
  { again, asked: { offset } }: { again: string; asked: Asked },
): Answer {
  const next = (end: number) => `Go on with ${again}, offset ${end}.`;
  return { text: clip(parts.join("\n"), { offset, next }), data };
}
