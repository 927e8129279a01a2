import { run } from "#lib/core/operation";
import { listIssues } from "#lib/domain/issues/list-issues";
import { inTurn, type Rounds } from "./measure.ts";
import type { Result } from "./result.ts";
import { type Engine, makeWorld, type World } from "./seed/worlds.ts";

/** A list among many issues may take this many times as long as among few. */
const TIMES = 1.5;
const PAGE = 50;
/** Where page 500 starts. */
const DEPTH = 499 * PAGE;
/** Where the page of the fewer issues starts that page 500 is held against; their last ones hold lighter rows. */
const SHALLOW = 2 * PAGE;
const NOTE = "times: against the same list among the fewer issues, in turn. Page 500 is held against their page 3.";

export const LISTS = {
  "project × -updatedAt": { project: "MAIN", sort: "-updatedAt" },
  "project + status × rank": { project: "MAIN", status: "backlog", sort: "rank" },
  "assignee × -updatedAt": { assignee: "ada", sort: "-updatedAt" },
  "project × priority": { project: "MAIN", sort: "priority" },
  "all × -createdAt": { sort: "-createdAt" },
  "project × due": { project: "MAIN", sort: "due" },
} as const;

/** Lists of 50 among `few` and `many` issues, at the first page and deep down. */
export async function benchLists(engine: Engine, few: number, many: number, rounds: Rounds): Promise<Result[]> {
  const [small, large] = [await makeWorld(engine, few), await makeWorld(engine, many)];
  const results: Result[] = [];
  try {
    for (const [name, filter] of Object.entries(LISTS)) {
      for (const [page, shallow, deep] of [
        ["page 1", 0, 0],
        ["page 500", SHALLOW, DEPTH],
      ] as const) {
        const cursors = [await cursorAt(small, filter, shallow), await cursorAt(large, filter, deep)];
        const call = (world: World, cursor: string | undefined) => () =>
          run(listIssues, world.as(), { ...filter, limit: PAGE, cursor });
        const pair = await inTurn(call(small, cursors[0]), call(large, cursors[1]), rounds);
        results.push({
          group: "lists of 50 in process",
          name: `${name}, ${page}`,
          engine,
          size: many,
          values: { [`ms at ${few}`]: pair.few, ms: pair.many, times: pair.times, "cpu times": pair.cpuTimes },
          limits: { times: TIMES },
          note: NOTE,
        });
      }
    }
  } finally {
    await small.close();
    await large.close();
  }
  return results;
}

/** The cursor after `depth` rows; where there are not as many, before the last full page. */
async function cursorAt(world: World, filter: object, depth: number): Promise<string | undefined> {
  let cursor: string | undefined;
  let full: string | undefined;
  for (let done = 0; done < depth; ) {
    const limit = depth - done >= 200 ? 200 : PAGE;
    const page = await run(listIssues, world.as(), { ...filter, limit, cursor });
    if (page.nextCursor === null) return limit === PAGE ? full : lastFullPage(world, filter, cursor);
    full = cursor;
    cursor = page.nextCursor;
    done += limit;
  }
  return cursor;
}

/** The cursor before the last page of 50 that is followed by another. */
async function lastFullPage(world: World, filter: object, from: string | undefined): Promise<string | undefined> {
  let before = from;
  for (let cursor = from; ; ) {
    const page = await run(listIssues, world.as(), { ...filter, limit: PAGE, cursor });
    if (page.nextCursor === null) return before;
    before = cursor;
    cursor = page.nextCursor;
  }
}
