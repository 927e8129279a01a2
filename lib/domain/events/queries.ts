import type { Actor } from "#lib/core/actor";
import type { Reader, Transaction } from "#lib/db/transaction";
import { maySeeAll } from "#lib/domain/people/policy";
import { maySeeProject } from "#lib/domain/projects/policy";
import { canBeUndone } from "#lib/domain/undo/undo-table";
import { type Event, StoredEvent } from "./schema.ts";
import { isSeenKey, seenFields } from "./seen-fields.ts";

/** Events looked at by one call, at most, when most of them do not concern who asks. */
const LOOKED_AT = 1000;

const COLUMNS = {
  number: true,
  at: true,
  operation: true,
  door: true,
  actor: true,
  session: true,
  requestId: true,
  changes: true,
} as const;

export interface EventsSince {
  items: Event[];
  /** Number of the last event looked at. */
  last: number;
  more: boolean;
  /** Of the newest: below which number there may be more; null where nothing is. */
  older?: number | null;
}

/** The only project (by id), session, key (by id), request, person (by id), operations and time that are asked for. */
export interface Within {
  project?: string | null;
  /** Null for what names none. */
  session?: string | null | undefined;
  key?: string | undefined;
  request?: string | undefined;
  user?: string | undefined;
  operations?: readonly string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * What happened after event `since`, in order, as far as the actor may see it (and concerns one project, by id).
 * Numbers become visible in their order, so asking again from `last` misses nothing.
 */
export async function eventsSince(
  db: Reader | Transaction,
  actor: Actor,
  since: number,
  limit: number,
  within: Within = {},
): Promise<EventsSince> {
  const items: Event[] = [];
  const { project = null, operations } = within;
  const everything = actor.projectIds === null && project === null;
  const keys = await seenKeys(db, actor);
  let last = since;
  for (let looked = 0; looked < LOOKED_AT; ) {
    const take = everything ? limit : Math.min(LOOKED_AT - looked, Math.max(limit, 100));
    const rows = await db.event.findMany({
      where: {
        number: { gt: last },
        ...writtenBy(within),
        ...(operations ? { operation: { in: [...operations] } } : {}),
        ...(within.from || within.to ? { at: timeOf(within) } : {}),
      },
      orderBy: { number: "asc" },
      take: take + 1,
      select: COLUMNS,
    });
    for (const row of rows.slice(0, take)) {
      if (items.length === limit) return { items, last, more: true };
      const event = visiblePart(StoredEvent.parse(row), actor, { keys, project });
      if (event) items.push(event);
      last = row.number;
    }
    if (rows.length <= take || items.length === limit) return { items, last, more: rows.length > take };
    looked += take;
  }
  return { items, last, more: true };
}

/**
 * The newest that happened, in order, as far as the actor may see it; `last` is the newest there is. `below`: only lower numbers.
 * Of a project it is what changed something there first of all.
 */
export async function newestEvents(
  db: Reader | Transaction,
  actor: Actor,
  { limit, below }: { limit: number; below?: number | undefined },
  within: Within,
): Promise<EventsSince> {
  const items: Event[] = [];
  const { project = null } = within;
  const [keys, last, span] = await Promise.all([seenKeys(db, actor), lastEventNumber(db), numbersWithin(db, within)]);
  const start = Math.min(below ?? last + 1, span.to);
  let before = start;
  let older: number | null = start;
  for (let looked = 0; looked < LOOKED_AT && items.length < limit && older !== null; ) {
    const take = Math.max(limit, 100);
    const numbers = await newestNumbers(db, within, { from: span.from, before }, take + 1);
    if (numbers.length === 0) return { items: items.reverse(), last, more: false, older: null };
    const rows = await db.event.findMany({
      where: { number: { in: numbers.slice(0, take) } },
      orderBy: { number: "desc" },
      select: COLUMNS,
    });
    const seen = rows.flatMap((row) =>
      isWithin(row.at, within) ? (visiblePart(StoredEvent.parse(row), actor, { keys, project }) ?? []) : [],
    );
    const room = limit - items.length;
    items.push(...seen.slice(0, room));
    before = rows.at(-1)?.number ?? 0;
    looked += take;
    if (seen.length > room) older = items.at(-1)?.number ?? null;
    else older = numbers.length > take ? before : null;
  }
  return { items: items.reverse(), last, more: false, older };
}

/** So many events of a person, project, session, key or request are few: they are looked through for their operations. */
const FEW = 1000;

/** The newest numbers that are asked for, each kind in the order of its index, so that none is gone through whole. */
async function newestNumbers(
  db: Reader | Transaction,
  within: Within,
  { from, before }: { from: number; before: number },
  take: number,
): Promise<number[]> {
  const { project, operations } = within;
  const own = { ...writtenBy(within), ...(project ? { projectId: project } : {}) };
  const where = { number: { gte: from, lt: before }, ...own };
  const find = (wanted: object, most: number) =>
    db.event.findMany({
      where: { ...where, ...wanted },
      orderBy: { number: "desc" },
      take: most,
      select: { number: true, operation: true },
    });
  if (!operations) return (await find({}, take)).map(({ number }) => number);
  if (Object.keys(own).length > 0) {
    const all = await find({}, FEW + 1);
    const fit = all.filter(({ operation }) => operations.includes(operation));
    if (all.length <= FEW || fit.length >= take) return fit.slice(0, take).map(({ number }) => number);
  }
  const found = await Promise.all(operations.map((operation) => find({ operation }, take)));
  const numbers = found.flat().map(({ number }) => number);
  return numbers.sort((one, other) => other - one).slice(0, take);
}

/** So many writes at most are under way at once: only among them an event may have a lower number than an earlier one. */
const AT_ONCE = 100;

/** Between which numbers the events of a span of time lie; a few at its ends may be of another. */
async function numbersWithin(db: Reader | Transaction, { from, to }: Within): Promise<{ from: number; to: number }> {
  const ends = async (at: object, order: "asc" | "desc") =>
    (await db.event.findMany({ where: { at }, orderBy: { at: order }, take: AT_ONCE, select: { number: true } })).map(
      ({ number }) => number,
    );
  const [first, last] = await Promise.all([
    from ? ends({ gte: from }, "asc") : [0],
    to ? ends({ lt: to }, "desc") : [2_147_483_646],
  ]);
  // Of nothing there is no least number: the span is then empty.
  return { from: Math.min(2_147_483_647, ...first), to: Math.max(0, ...last) + 1 };
}

const timeOf = ({ from, to }: Within) => ({ ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) });

const isWithin = (at: Date, { from, to }: Within) => !((from && at < from) || (to && at >= to));

function writtenBy({ session, key, request, user }: Within) {
  return {
    ...(session === undefined ? {} : { session }),
    ...(key === undefined ? {} : { keyId: key }),
    ...(request === undefined ? {} : { requestId: request }),
    ...(user === undefined ? {} : { userId: user }),
  };
}

/** The number of the newest event, 0 where there is none. */
export async function lastEventNumber(db: Reader | Transaction): Promise<number> {
  const where = { number: { gt: 0 } }; // as a range of the index: else SQLite counts as going through the whole of it
  const newest = await db.event.findFirst({ where, orderBy: { number: "desc" }, select: { number: true } });
  return newest?.number ?? 0;
}

/** The events of these numbers that the actor may see, newest first. */
export async function findEvents(db: Reader | Transaction, actor: Actor, numbers: readonly number[]): Promise<Event[]> {
  const rows = await db.event.findMany({
    where: { number: { in: [...numbers] } },
    orderBy: { number: "desc" },
    select: COLUMNS,
  });
  const keys = await seenKeys(db, actor);
  return rows.flatMap((row) => visiblePart(StoredEvent.parse(row), actor, { keys, project: null }) ?? []);
}

/** The keys of the projects and initiatives that a limited actor may see; null for one that may see all. */
export async function seenKeys(db: Reader | Transaction, { projectIds }: Actor): Promise<ReadonlySet<string> | null> {
  if (projectIds === null) return null;
  const projects = await db.project.findMany({
    where: { id: { in: [...projectIds] } },
    select: { key: true, initiatives: { select: { initiative: { select: { number: true } } } } },
  });
  const initiatives = projects.flatMap((project) => project.initiatives.map(({ initiative }) => initiative.number));
  return new Set([...projects.map((project) => project.key), ...initiatives.map((number) => `I-${number}`)]);
}

interface Sight {
  /** Keys of the projects whose issues may be named; null for all. */
  keys: ReadonlySet<string> | null;
  /** Id of the only project that is asked for. */
  project: string | null;
}

/** May the actor see anything of an event? `keys` are its `seenKeys`. */
export function seesEvent(event: StoredEvent, actor: Actor, keys: ReadonlySet<string> | null): boolean {
  return visiblePart(event, actor, { keys, project: null }) !== null;
}

/** An event with only the changes that the actor may see; null when there are none. */
function visiblePart(event: StoredEvent, actor: Actor, { keys, project }: Sight): Event | null {
  const changes = event.changes.flatMap((change) => {
    if (!maySeeChange(change, actor, keys)) return [];
    if (project !== null && change.projectId !== project) return [];
    const fields = keys ? seenFields(change, keys) : change.fields;
    return fields ? { ...change, fields } : [];
  });
  return changes.length > 0 ? { ...event, changes, undoable: canBeUndone(changes) } : null;
}

/** Kinds of which some belong to no project; their changes have the key of what they are or lie on. */
const KEYED = new Set(["initiative", "status_update", "decision", "comment", "attachment"]);

/** May the actor read what changed? `keys` are its `seenKeys`. */
export function maySeeChange(
  { kind, key, projectId }: Event["changes"][number],
  actor: Actor,
  keys: ReadonlySet<string> | null,
): boolean {
  // From where and how often somebody signed in is theirs to know.
  if (kind === "sign_in" && !maySeeAll(actor)) return keys === null && key === actor.user.handle;
  if (projectId !== null) return maySeeProject(actor, projectId);
  return keys === null || (KEYED.has(kind) && isSeenKey(key, keys));
}
