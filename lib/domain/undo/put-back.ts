import type { Change, WriteContext } from "#lib/core/context";
import { readLongTexts } from "#lib/core/long-text";
import { maySeeChange, seenKeys } from "#lib/domain/events/queries";
import { seenFields } from "#lib/domain/events/seen-fields";
import { holdRows } from "./hold-rows.ts";
import { noteUndone } from "./note-undone.ts";
import { outsideBin } from "./outside-bin.ts";
import { findOthers } from "./past-events.ts";
import { pastLabels } from "./past-names.ts";
import type { Restorable, Unrestored } from "./reverter.ts";
import { REVERTERS } from "./reverters.ts";
import { type KeptField, SHOWN, type Undone } from "./schema.ts";
import type { PastEvent } from "./step.ts";
import { type PlannedRow, undoPlan } from "./undo-plan.ts";

/** Kinds that lie under each other or take each other's place: one undo at a time may move them. */
const IN_TREES = new Set(["document", "decision"]);
const LINKING = ["links", "parent", "blockedBy"];
/** How many of the events that it undid one change names, at most. */
const NAMED = 50;

/** Puts back what these events did, as far as nobody changed it since, and tells it. */
export async function putBack(ctx: WriteContext, events: readonly PastEvent[], dryRun: boolean): Promise<Undone> {
  const keys = await seenKeys(ctx.db, ctx.actor);
  const seen = (event: PastEvent) => seenPart(ctx, event, keys);
  const scope = events.flatMap(seen);
  const subjects = scope.flatMap((event) => event.changes);
  if (subjects.some(({ kind, fields }) => IN_TREES.has(kind) || LINKING.some((field) => field in fields)))
    await ctx.database.oneAtATime(ctx.db, "links");
  const binned = await holdRows(ctx, subjects);
  const plan = undoPlan(scope, (await findOthers(ctx, scope)).flatMap(seen));
  const usable = outsideBin(plan.rows, binned);
  const { rows, lost } = await withLongTexts(ctx, usable.rows);
  const kept = [...plan.kept, ...usable.unrestored.map((one) => keptOf(plan.rows, one)), ...lost];
  const restored: Change[] = [];
  const past = { labels: pastLabels(scope), away: usable.away };
  for (const { kind, restore } of REVERTERS) {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) continue;
    const { changes, unrestored } = await restore(ctx, own.map(restorable), past);
    restored.push(...changes.map(differences));
    kept.push(...unrestored.map((one) => keptOf(own, one)));
  }
  for (const change of restored) tell(ctx, change, rows);
  const back = new Set(restored.map(({ id }) => id));
  const done = new Set(rows.filter(({ id }) => back.has(id)).flatMap(({ events }) => events));
  await noteUndone(
    ctx,
    scope.filter(({ number }) => done.has(number)),
  );
  if (restored.length === 0) ctx.unchanged();
  if (dryRun) ctx.onlyTry();
  return {
    dryRun,
    request: ctx.requestId,
    writes: scope.length,
    count: restored.length,
    restored: restored.slice(0, SHOWN).map(({ kind, id, key, fields }) => {
      return { kind, id, key, fields: (keys ? seenFields({ kind, fields }, keys) : fields) ?? {} };
    }),
    keptCount: kept.length,
    kept: kept.slice(0, SHOWN),
  };
}

/** An event with only what the actor may see of it; a value that names something elsewhere is not theirs to put back. */
function seenPart({ actor }: WriteContext, event: PastEvent, keys: ReadonlySet<string> | null): PastEvent[] {
  if (keys === null) return [event];
  const changes = event.changes.flatMap((change) => {
    // Labels are there for everybody; that they are not the actor's to change is for their reverter to say.
    if (change.kind !== "label" && !maySeeChange(change, actor, keys)) return [];
    const told = Object.entries(seenFields(change, keys) ?? {});
    const fields = told.filter(([name, [was]]) => (was === null) === (change.fields[name]?.[0] === null));
    return fields.length > 0 ? { ...change, fields: Object.fromEntries(fields) } : [];
  });
  return changes.length > 0 ? [{ ...event, changes }] : [];
}

function restorable({ id, values, elements }: PlannedRow): Restorable {
  return { id, values, elements };
}

interface Hashed {
  hash: string;
  length: number;
}

function isHashed(value: unknown): value is Hashed {
  return typeof value === "object" && value !== null && "hash" in value && "length" in value;
}

/** The rows with the texts whole that events know by hash; a text that was not kept stays as it is. */
async function withLongTexts(ctx: WriteContext, rows: readonly PlannedRow[]) {
  const hashes = rows.flatMap(({ values }) => Object.values(values).filter(isHashed)).map(({ hash }) => hash);
  const texts = await readLongTexts(ctx, hashes);
  const lost: KeptField[] = [];
  const whole = rows.map((row) => {
    const values = Object.entries(row.values).flatMap(([field, value]): [string, unknown][] => {
      if (!isHashed(value)) return [[field, value]];
      const text = texts.get(value.hash);
      if (text !== undefined) return [[field, text]];
      lost.push(keptOf([row], { id: row.id, field, why: `${row.key}: the old ${field} was not kept.` }));
      return [];
    });
    return { ...row, values: Object.fromEntries(values) };
  });
  return { rows: whole, lost };
}

function keptOf(rows: readonly PlannedRow[], { id, field, why }: Unrestored): KeptField {
  const row = rows.find((one) => one.id === id);
  return { kind: row?.kind ?? "", id, key: row?.key ?? "", field, why, by: null, at: null, event: null };
}

function differences(change: Change): Change {
  const fields = Object.entries(change.fields).filter(([, [was, is]]) => JSON.stringify(was) !== JSON.stringify(is));
  return { ...change, fields: Object.fromEntries(fields) };
}

/** Says what came back, in an event of its own that names the events it undid. */
function tell(ctx: WriteContext, change: Change, rows: readonly PlannedRow[]): void {
  const events = rows.find((row) => row.id === change.id)?.events ?? [];
  ctx.changed({ ...change, fields: { ...change.fields, undid: [null, events.slice(-NAMED)] }, apart: true });
}
