import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { defineOperation, type Operation, type Reach } from "#lib/core/operation";
import { KINDS, type Kind } from "#lib/domain/kinds";
import type { Shelf } from "./schema.ts";

const VERBS = {
  archive: { shelf: "archived", rest: (path: string) => `POST /${path}/archive` as const },
  bin: { shelf: "binned", rest: (path: string) => `DELETE /${path}` as const },
  restore: { shelf: "live", rest: (path: string) => `POST /${path}/restore` as const },
} as const satisfies Record<string, { shelf: Shelf; rest: (path: string) => string }>;
type Verbs = typeof VERBS;
/** The verbs that lead to one of these shelves. */
type VerbTo<To extends Shelf> = { [V in keyof Verbs]: Verbs[V]["shelf"] extends To ? V : never }[keyof Verbs];

interface Shelving<Input extends z.ZodType, Output extends z.ZodType, Thing, To extends Shelf> {
  /** As its reference is called in `input`. */
  kind: Kind;
  reach: Reach;
  input: Input;
  output: Output;
  move: (ctx: WriteContext, thing: Thing, shelf: To) => Promise<z.input<Output>>;
}

interface Verb<Thing> {
  summary: string;
  /** Refuses, or answers what a reference names. */
  find: (ctx: WriteContext, ref: string) => Promise<Thing>;
}

/** Makes the operations that move things of a kind between the lists, the archive and the bin. */
export function shelfVerbs<
  Input extends z.ZodType<Record<string, string>>,
  Output extends z.ZodType,
  Thing,
  To extends Shelf,
>({ kind, reach, input, output, move }: Shelving<Input, Output, Thing, To>) {
  const { folder } = KINDS[kind];
  return (verb: VerbTo<To>, { summary, find }: Verb<Thing>): Operation<Input, Output> =>
    defineOperation({
      name: `${folder}.${verb}`,
      summary,
      access: "write",
      reach,
      rest: VERBS[verb].rest(`${folder}/:${kind}`),
      input,
      output,
      authorize: (ctx: WriteContext, named) => find(ctx, named[kind] ?? ""),
      handle: (ctx, _input, thing) => move(ctx, thing, VERBS[verb].shelf as To),
    });
}
