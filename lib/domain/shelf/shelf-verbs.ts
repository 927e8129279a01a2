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

interface Shelving<Input extends z.ZodType, Output extends z.ZodType, Thing, Verb extends keyof Verbs> {
  /** As its reference is called in `input`. */
  kind: Kind;
  reach: Reach;
  input: Input;
  output: Output;
  summaries: Record<Verb, string>;
  /** What refuses, or answers what a reference names. */
  find: (verb: Verb) => (ctx: WriteContext, ref: string) => Promise<Thing>;
  move: (ctx: WriteContext, thing: Thing, shelf: Verbs[Verb]["shelf"]) => Promise<z.input<Output>>;
}

/** Makes the operations that move things of a kind between the lists, the archive and the bin. */
export function shelfVerbs<
  Input extends z.ZodType<Record<string, string>>,
  Output extends z.ZodType,
  Thing,
  Verb extends keyof Verbs,
>({
  kind,
  summaries,
  find,
  move,
  ...shape
}: Shelving<Input, Output, Thing, Verb>): Record<Verb, Operation<Input, Output>> {
  const { folder } = KINDS[kind];
  const verbs = Object.entries<string>(summaries) as [Verb, string][];
  const operations = verbs.map(([verb, summary]) => [
    verb,
    defineOperation({
      ...shape,
      name: `${folder}.${verb}`,
      summary,
      access: "write",
      rest: VERBS[verb].rest(`${folder}/:${kind}`),
      authorize: (ctx: WriteContext, named) => find(verb)(ctx, named[kind] ?? ""),
      handle: (ctx, _input, thing) => move(ctx, thing, VERBS[verb].shelf),
    }),
  ]);
  return Object.fromEntries(operations) as Record<Verb, Operation<Input, Output>>;
}
