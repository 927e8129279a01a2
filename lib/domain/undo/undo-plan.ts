import type { KeptField } from "./schema.ts";
import { type PastEvent, type Step, slotOf, stepsOf } from "./step.ts";
import { UNDO_TABLE } from "./undo-table.ts";

/** One row that is to be put back. */
export interface PlannedRow {
  kind: string;
  id: string;
  key: string;
  values: Record<string, unknown>;
  elements: Record<string, { add: unknown[]; remove: unknown[] }>;
  /** Numbers of the events that are undone by it. */
  events: number[];
}

export interface UndoPlan {
  rows: PlannedRow[];
  kept: KeptField[];
}

const UNDOING = new Set(["events.undo", "events.revert"]);

/**
 * What putting back the writes of `scope` means, field by field, and what stays because somebody else changed it since.
 * `others` are the later events on the same pages that are not part of it. Where somebody else wrote in between, the field
 * goes back to what they left.
 */
export function undoPlan(scope: readonly PastEvent[], others: readonly PastEvent[]): UndoPlan {
  const inScope = new Set(scope.map((event) => event.number));
  const all = [...scope, ...others].sort((a, b) => a.number - b.number);
  const slots = new Map<string, Step[]>();
  for (const step of all.flatMap(stepsOf)) {
    const slot = slotOf(step);
    slots.set(slot, [...(slots.get(slot) ?? []), step]);
  }
  const mine = (step: Step) => inScope.has(step.event.number);
  const made = new Map(
    [...slots.values()].flat().flatMap((step) => (mine(step) && step.made ? [[step.id, step]] : [])),
  );
  const purged = new Map(
    [...slots.values()].flat().flatMap((step) => (step.field === "purged" ? [[step.id, step]] : [])),
  );
  const touched = touchedByOthers([...slots.values()].flat(), others, made, mine);
  const rows = new Map<string, PlannedRow>();
  const kept: KeptField[] = [];
  for (const steps of slots.values()) {
    if (!steps.some(mine)) continue;
    const end = purged.get(steps[0]?.id ?? "");
    if (end) {
      if (!kept.some(({ id }) => id === end.id)) kept.push(keptGone(end));
      continue;
    }
    const verdict = verdictOn(steps, mine, made, touched);
    if (verdict.kept) kept.push(verdict.kept);
    if (verdict.target) put(rows, verdict.target);
  }
  return followed([...rows.values()], kept);
}

/** Fields that follow another one stay when that one stays, without a word of their own. */
function followed(rows: readonly PlannedRow[], kept: readonly KeptField[]): UndoPlan {
  const stays = new Set(kept.map(({ id, field }) => `${id} ${field}`));
  const followsOne = ({ kind, id }: { kind: string; id: string }, field: string) => {
    const meaning = UNDO_TABLE[kind]?.[field];
    return typeof meaning === "object" && "follows" in meaning && stays.has(`${id} ${meaning.follows}`);
  };
  for (const row of rows) {
    for (const field of Object.keys(row.values)) {
      if (followsOne(row, field)) delete row.values[field];
    }
  }
  const left = ({ values, elements }: PlannedRow) => Object.keys(values).length + Object.keys(elements).length > 0;
  return {
    rows: rows.filter(left),
    kept: kept.filter((one) => !followsOne(one, one.field ?? "")),
  };
}

interface Target {
  step: Step;
  value: unknown;
  events: number[];
}

function verdictOn(
  steps: readonly Step[],
  mine: (step: Step) => boolean,
  made: ReadonlyMap<string, Step>,
  touched: ReadonlyMap<string, PastEvent>,
): { kept?: KeptField; target?: Target } {
  const last = steps.findLast(mine) as Step;
  // What was made stands or goes as a whole.
  if (made.has(last.id) && last.field !== "shelf") return {};
  if (last.cannot) return { kept: keptField(last, last.cannot, null) };
  const since = steps.slice(steps.indexOf(last) + 1);
  const now = steps.at(-1) as Step;
  const before = steps.slice(0, steps.indexOf(last)).findLast((step) => !mine(step));
  const first = steps.find((step) => mine(step) && (!before || step.event.number > before.event.number)) as Step;
  if (same(now.is, first.was)) return {};
  // Whoever wrote since has taken it back by undoing.
  const undone = UNDOING.has(now.event.operation) && same(now.is, last.is);
  if (since.length > 0 && !undone) return { kept: keptField(last, "was changed since", now.event) };
  const toucher = touched.get(last.id);
  if (toucher && first.was === "binned") return { kept: keptField(last, "has been worked on since", toucher) };
  const events = steps.filter(mine).map((step) => step.event.number);
  return { target: { step: last, value: first.was, events } };
}

/** What the scope made and somebody else has worked on since, with the last such event: it does not vanish under them. */
function touchedByOthers(
  steps: readonly Step[],
  others: readonly PastEvent[],
  made: ReadonlyMap<string, Step>,
  mine: (step: Step) => boolean,
): Map<string, PastEvent> {
  const touched = new Map<string, PastEvent>();
  const touch = (id: string, event: PastEvent) => {
    const birth = made.get(id);
    if (!birth || event.number < birth.event.number || UNDOING.has(event.operation)) return;
    if ((touched.get(id)?.number ?? 0) < event.number) touched.set(id, event);
  };
  for (const step of steps) if (!mine(step) && step.field !== "shelf") touch(step.id, step.event);
  for (const event of others) {
    const added = event.changes.some((change) => change.id !== event.subjectId && "created" in change.fields);
    if (added) touch(event.subjectId, event);
  }
  return touched;
}

function put(rows: Map<string, PlannedRow>, { step, value, events }: Target): void {
  const { kind, id, key, field, element } = step;
  const row = rows.get(id) ?? { kind, id, key, values: {}, elements: {}, events: [] };
  rows.set(id, row);
  row.events = [...new Set([...row.events, ...events])].sort((a, b) => a - b);
  if (element === undefined) {
    row.values[field] = value;
    return;
  }
  const list = row.elements[field] ?? { add: [], remove: [] };
  row.elements[field] = list;
  (value ? list.add : list.remove).push(element);
}

function keptField(step: Step, why: string, event: PastEvent | null): KeptField {
  const { kind, id, key, field, made } = step;
  const who =
    event && (event.actor.kind === "agent" ? (event.actor.client ?? event.actor.key) : `@${event.actor.handle}`);
  const named = field === "*" ? null : made ? "created" : field;
  return {
    kind,
    id,
    key,
    field: named,
    why: event
      ? `${key}${named && !made ? `: ${named}` : ""} ${why} by ${who} (event ${event.number}). It stays as it is.`
      : why,
    by: who,
    at: event?.at ?? null,
    event: event?.number ?? null,
  };
}

function keptGone({ kind, id, key, event: { number, at } }: Step): KeptField {
  const why = `${key} was removed from the bin for good (event ${number}). It cannot come back.`;
  return { kind, id, key, field: null, why, by: null, at, event: number };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
