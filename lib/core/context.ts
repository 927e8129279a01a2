import type { Logger } from "pino";
import type { Actor } from "#lib/core/actor";
import type { Database } from "#lib/db/database";
import type { NoticeRow } from "#lib/db/trail";
import type { Reader, Transaction } from "#lib/db/transaction";
import { dayIn } from "./calendar.ts";
import { loadConfig } from "./config.ts";
import { newId } from "./ids.ts";
import { LongText, textRows } from "./long-text.ts";
import { ownHosts } from "./own-hosts.ts";

/** Before and after of the changed fields of one subject. Long texts stand as `{ hash, length }`. */
export type FieldChanges = Record<string, [before: unknown, after: unknown]>;

/** One thing a write changed. `about` names other subjects whose activity shows it (the issue of a comment). */
export interface Change {
  kind: string;
  id: string;
  /** The key or name that people know it by. */
  key: string;
  projectId: string | null;
  fields: FieldChanges;
  about?: { kind: string; id: string }[];
  /** An event of its own: where one call changes many things that have nothing to do with each other. */
  apart?: boolean;
}

export interface PendingEvent {
  operation: string;
  changes: Change[];
}

export interface ReadContext {
  readonly actor: Actor;
  readonly requestId: string;
  readonly log: Logger;
  readonly database: Database;
  /** Reads committed rows; inside a write, the open transaction. */
  readonly db: Reader;
  /** One instant for the whole request or write. */
  readonly now: Date;
  /** The calendar date where the reader is: that of the browser, or of the server for everybody else. */
  readonly today: string;
  /** The time zone of that place. */
  readonly timeZone: string;
  /** Names and ports under which this instance is known. */
  readonly hosts: readonly string[];
}

export interface WriteContext extends ReadContext {
  readonly db: Transaction;
  /** Says what a write changed; fields without a difference are dropped. */
  changed(change: Change): void;
  /** Says that a write had nothing to do. */
  unchanged(): void;
  /** Puts something into people's inboxes with this write; what lies there already is left as it is. */
  notice(...rows: NoticeRow[]): void;
  /** Runs once the outermost transaction is committed; never when it rolls back. */
  afterCommit(effect: () => void): void;
  /** A dry run: everything is done and answered, and the outermost transaction then rolls back. */
  onlyTry(): void;
}

export interface Context extends ReadContext {
  /** The key that makes a write safe to repeat, as the caller sent it. */
  readonly idempotencyKey: string | null;
  /** Numbers of the events that this context has committed so far, in order. */
  readonly committed: readonly number[];
  /** Runs `work` in one write transaction; inside another it joins that one. */
  atomically<T>(work: (ctx: InnerContext) => Promise<T>): Promise<T>;
}

/** What code inside `atomically` holds: both a context to nest with and the means to write. */
export interface InnerContext extends WriteContext {
  readonly idempotencyKey: string | null;
  readonly committed: readonly number[];
  atomically<T>(work: (ctx: InnerContext) => Promise<T>): Promise<T>;
  /** Collects what `changed` says from here to `end`; used by `run` to know one operation's share. */
  collect(): { changes: Change[]; saidSo: () => boolean; end: () => void };
  record(event: PendingEvent): void;
}

interface ContextInput {
  actor: Actor;
  database: Database;
  log: Logger;
  requestId?: string;
  idempotencyKey?: string | null;
}

export function createContext({
  actor,
  database,
  log,
  requestId = newId(),
  idempotencyKey = null,
}: ContextInput): Context {
  const config = loadConfig();
  const now = new Date();
  let ownLog: Logger | null = null;
  const timeZone = actor.timeZone ?? config.server.timeZone;
  const committed: number[] = [];
  return {
    actor,
    requestId,
    get log() {
      ownLog ??= log.child({ requestId });
      return ownLog;
    },
    database,
    db: database.reader,
    now,
    today: dayIn(now, timeZone),
    timeZone,
    hosts: [...(ownHosts(config) ?? []), ...(actor.host ? [actor.host] : [])],
    idempotencyKey,
    committed,
    async atomically(work) {
      const effects: (() => void)[] = [];
      let numbers: number[] = [];
      const result = await orTried(
        database.write(async (tx) => {
          effects.length = 0; // the transaction may be tried again
          numbers = [];
          const pending: Pending = { events: [], notices: [], effects, onlyTry: false };
          const inner = innerContext(this, tx, pending);
          const value = await work(inner);
          if (pending.onlyTry) throw new Tried(value);
          const { events, notices } = pending;
          const trail = {
            events: eventRows(inner, events),
            texts: textRows(replacedTexts(events), inner.now),
            notices,
          };
          if (events.length + notices.length > 0) numbers = await database.writeTrail(tx, trail);
          return value;
        }),
        effects,
      );
      committed.push(...numbers);
      for (const effect of effects) {
        try {
          effect();
        } catch (error) {
          this.log.error({ err: error }, "an effect after commit failed");
        }
      }
      return result;
    },
  };
}

/** What a transaction gathers for its end. */
interface Pending {
  events: PendingEvent[];
  notices: NoticeRow[];
  effects: (() => void)[];
  onlyTry: boolean;
}

/** Carries the answer of a dry run past its transaction, which rolls back because of it. */
class Tried extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super("a dry run is over");
    this.answer = answer;
  }
}

async function orTried<T>(writing: Promise<T>, effects: (() => void)[]): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof Tried)) throw error;
    effects.length = 0;
    return error.answer as T;
  }
}

function innerContext(outer: Context, tx: Transaction, pending: Pending): InnerContext {
  let collecting: { changes: Change[]; said: boolean } | null = null;
  return {
    actor: outer.actor,
    requestId: outer.requestId,
    get log() {
      return outer.log;
    },
    database: outer.database,
    db: tx,
    now: new Date(),
    today: outer.today,
    timeZone: outer.timeZone,
    hosts: outer.hosts,
    idempotencyKey: outer.idempotencyKey,
    committed: outer.committed,
    atomically(work) {
      return work(this);
    },
    collect() {
      const around = collecting;
      const own: { changes: Change[]; said: boolean } = { changes: [], said: false };
      collecting = own;
      const end = () => {
        collecting = around;
      };
      return { changes: own.changes, saidSo: () => own.said, end };
    },
    changed(change) {
      if (!collecting) throw new Error("changed() outside of an operation");
      const fields = onlyDifferences(change.fields);
      collecting.said = true;
      if (Object.keys(fields).length > 0) collecting.changes.push({ ...change, fields });
    },
    unchanged() {
      if (collecting) collecting.said = true;
    },
    afterCommit(effect) {
      pending.effects.push(effect);
    },
    notice(...rows) {
      pending.notices.push(...rows);
    },
    onlyTry() {
      pending.onlyTry = true;
    },
    record(event) {
      pending.events.push(event);
    },
  };
}

/** The long texts that a write took away, which undo needs whole. */
function replacedTexts(events: readonly PendingEvent[]): LongText[] {
  const before = events.flatMap(({ changes }) =>
    changes.flatMap(({ fields }) => Object.values(fields).map(([was]) => was)),
  );
  return before.filter((value) => value instanceof LongText);
}

function onlyDifferences(fields: FieldChanges): FieldChanges {
  return Object.fromEntries(
    Object.entries(fields).filter(([, [before, after]]) => JSON.stringify(before) !== JSON.stringify(after)),
  );
}

function eventRows(ctx: InnerContext, events: PendingEvent[]) {
  const { actor } = ctx;
  return events.map((event) => ({
    at: ctx.now,
    operation: event.operation,
    door: actor.door,
    userId: actor.user.id,
    keyId: actor.key?.id ?? null,
    actor: {
      handle: actor.user.handle,
      name: actor.user.name,
      key: actor.key?.name ?? null,
      kind: actor.key?.kind ?? "person",
      client: actor.client,
    },
    session: actor.session,
    requestId: ctx.requestId,
    changes: event.changes,
  }));
}
