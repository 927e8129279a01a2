import type { ReadContext, WriteContext } from "#lib/core/context";
import { boundRows, insertSql } from "#lib/core/json-rows";
import { defineOperation } from "#lib/core/operation";
import { namedIn } from "#lib/domain/references/named-in";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import { importedTexts } from "./imported-texts.ts";
import { ImportedReferences, ImportReferences } from "./noun-schema.ts";
import { findNouns } from "./noun-target.ts";
import { findTarget } from "./queries.ts";

/** Keys looked up by one statement, and statements that look keys up, at most; further names stay without a link. */
const LOOKED_UP = 2000;
const LOOKS = 3;

export const importReferences = defineOperation({
  name: "imports.references",
  summary: "Link what the texts of imported things name by key or handle; nobody is notified.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/references",
  input: ImportReferences,
  output: ImportedReferences,
  authorize: foundOf,
  async handle(ctx, { kind, source }, ids) {
    // What texts name is read from them at any time: links are no change of their own.
    ctx.unchanged();
    const sources = await importedTexts(ctx, { kind, source, ids });
    const named = sources.map(({ texts }) => namedIn(texts, ctx.hosts));
    const keys = await subjectsOf(
      ctx,
      named.flatMap((one) => one.keys),
    );
    const people = await peopleOf(
      ctx,
      named.flatMap((one) => one.handles),
    );
    const rows = sources.flatMap((from, place) => {
      const to = [
        ...(named[place]?.keys ?? []).flatMap((key) => keys.get(key) ?? []),
        ...(named[place]?.handles ?? []).flatMap((handle) => people.get(handle) ?? []),
      ];
      return [...new Map(to.map((one) => [one.id, one])).values()]
        .filter(({ id }) => id !== from.id)
        .map((one) => ({ fromKind: from.kind, fromId: from.id, toKind: one.kind, toId: one.id }));
    });
    if (rows.length === 0) return { made: 0 };
    const { engine } = ctx.database;
    const insert = insertSql(engine, { table: "Reference", rows }, engine === "postgres" ? "$1" : "?");
    return { made: await ctx.db.$executeRawUnsafe(`${insert} ON CONFLICT DO NOTHING`, boundRows(engine, rows)) };
  },
});

/** Row ids of what was imported. */
async function foundOf(ctx: ReadContext, { project, source, kind, ids }: ImportReferences): Promise<string[]> {
  const items = [...new Set(ids)].map((id) => ({ id, number: null }));
  const { found } =
    kind === "issue"
      ? await findTarget(ctx, { project, source, items })
      : await findNouns(ctx, { project, source, items, noun: kind });
  return [...found.values()].map(({ id }) => id);
}

type Ends = Map<string, { kind: string; id: string }>;

async function subjectsOf(ctx: WriteContext, named: readonly string[]): Promise<Ends> {
  const keys = [...new Set(named)].slice(0, LOOKED_UP * LOOKS);
  const found: Ends = new Map();
  for (let from = 0; from < keys.length; from += LOOKED_UP) {
    for (const [key, to] of await findSubjects(ctx, keys.slice(from, from + LOOKED_UP))) found.set(key, to);
  }
  return found;
}

/** People stand among the links too, so that a later edit does not take an old mention for a new one. */
async function peopleOf(ctx: WriteContext, named: readonly string[]): Promise<Ends> {
  const handles = [...new Set(named)].slice(0, LOOKED_UP * LOOKS);
  if (handles.length === 0) return new Map();
  const people = await ctx.db.user.findMany({
    where: { handle: { in: handles }, disabledAt: null, system: false },
    select: { id: true, handle: true },
  });
  return new Map(people.map(({ id, handle }) => [handle, { kind: "user", id }]));
}
