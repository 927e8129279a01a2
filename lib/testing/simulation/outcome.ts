import type { World } from "../world.ts";
import type { HoldingBook } from "./holding-book.ts";

const DAY = 86_400_000;

/** What the agents were answered. */
export interface Told {
  calls: number;
  written: number;
  refused: number;
  /** Failures that were no refusal in words. */
  silent: string[];
  events: { number: number; at: number; session: string }[];
  reverted: number;
}

/** What came of a simulation. Times in days. */
export interface Outcome {
  agents: number;
  calls: number;
  written: number;
  refused: number;
  silent: number;
  /** Issues that two held at once, or that another than their holder wrote to as an agent. */
  collisions: number;
  /** Writes that were taken under a lease that had run out. */
  late: number;
  /** Acknowledged events that are not there, or are somebody else's. */
  lost: number;
  /** Claims that go on of the same issue. */
  doubled: number;
  lapsed: number;
  reverted: number;
  filed: number;
  taken: number;
  done: number;
  /** Ready issues at the end, and how long the oldest waits. */
  waiting: number;
  oldest: number;
  /** The longest that an issue waited until it was first taken. */
  longest: number;
}

interface Ended {
  told: Told;
  book: HoldingBook;
  end: number;
  agents: number;
}

export async function outcomeOf(world: World, { told, book, end, agents }: Ended): Promise<Outcome> {
  const { reader } = world.database;
  const numbers = new Map(
    (await reader.event.findMany({ select: { number: true, session: true } })).map((row) => [
      Number(row.number),
      row.session,
    ]),
  );
  const claims = await reader.claim.findMany({ orderBy: { createdAt: "asc" } });
  const going = claims.filter(({ endedAt }) => endedAt === null).map(({ issueId }) => issueId);
  const issues = await reader.issue.findMany();
  const ready = issues.filter(({ status }) => status === "ready");
  const days = (from: Date, to: number) => Math.round(((to - from.getTime()) / DAY) * 10) / 10;
  const firstTaken = new Map(claims.toReversed().map(({ issueId, createdAt }) => [issueId, createdAt.getTime()]));
  return {
    agents,
    calls: told.calls,
    written: told.written,
    refused: told.refused,
    silent: told.silent.length,
    collisions: book.collisions.length,
    late: book.late.length,
    lost: told.events.filter(({ number, session }) => numbers.get(number) !== session).length,
    doubled: going.length - new Set(going).size,
    lapsed: claims.filter((claim) => claim.end === "expired").length,
    reverted: told.reverted,
    filed: issues.length,
    taken: book.taken.length,
    done: issues.filter(({ status }) => status === "done").length,
    waiting: ready.length,
    oldest: Math.max(0, ...ready.map(({ queuedAt, createdAt }) => days(queuedAt ?? createdAt, end))),
    longest: Math.max(0, ...issues.map(({ id, createdAt }) => days(createdAt, firstTaken.get(id) ?? end))),
  };
}
