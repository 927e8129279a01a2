import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { extractBackup } from "#lib/db/backup/backup-file";
import { makeBackup } from "#lib/db/backup/make-backup";
import { sqlitePath } from "#lib/db/migrate";
import { createProject } from "#lib/domain/projects/create-project";
import { hereAt } from "#lib/testing/backup-stage";
import { makeWorld } from "#lib/testing/world";
import { letGo, said, startWriter } from "./writers.ts";

interface Moment {
  key: string;
  counter: number;
  issues: number;
  events: number;
  entries: number;
  numbers: number;
}

/** What each project has in a database file: writes keep these equal, and one number after the other. */
function moments(file: string): Moment[] {
  const native = new BetterSqlite3(file);
  try {
    return native
      .prepare<[], Moment>(
        `SELECT "key", "lastIssueNumber" AS counter,
           (SELECT count(*) FROM "Issue" WHERE "projectId" = p."id") AS issues,
           (SELECT coalesce(max("number"), 0) FROM "Issue" WHERE "projectId" = p."id") AS numbers,
           (SELECT count(*) FROM "Event" WHERE "projectId" = p."id" AND "operation" = 'issues.create') AS events,
           (SELECT count(*) FROM search_entry AS s JOIN "Issue" AS i ON i."id" = s."subject" WHERE i."projectId" = p."id") AS entries
         FROM "Project" AS p ORDER BY 1`,
      )
      .all();
  } finally {
    native.close();
  }
}

test("Backups that are made while sixteen writers write hold one moment each, with all that was acknowledged before.", async () => {
  const world = await makeWorld("sqlite", { durability: "normal" });
  try {
    const keys = ["ONE", "TWO"];
    for (const key of keys) await run(createProject, world.as(), { name: key, key });
    const titles = Array.from({ length: 250 }, (_, n) => `No ${n}`);
    const writers = await Promise.all(keys.map((project) => startWriter(world, { project, titles, inFlight: 8 })));
    let over = false;
    const writing = letGo(writers).finally(() => {
      over = true;
    });
    const home = path.dirname(sqlitePath(world.url));
    const here = hereAt(home, world.url);
    const seen: number[] = [];
    while (!over && seen.length < 3) {
      const before = writers.map((writer) => said(writer, "acknowledged").length);
      const made = await makeBackup(here, { name: "busy", why: "manual", now: new Date() });
      const folder = path.join(home, "out");
      const { database } = await extractBackup(made.file, { identity: null, folder });
      const held = moments(database);
      for (const [place, { counter, issues, events, entries, numbers }] of held.entries()) {
        expect([issues, events, entries, numbers]).toEqual([counter, counter, counter, counter]);
        expect(issues).toBeGreaterThanOrEqual(before[place] ?? 0);
      }
      seen.push(held.reduce((sum, { issues }) => sum + issues, 0));
      rmSync(folder, { recursive: true });
      await sleep(50);
    }
    expect(await writing).toEqual([]);
    // Some were made amid the writes.
    expect(seen.some((many) => many > 0 && many < 500)).toBe(true);
    expect(moments(sqlitePath(world.url)).map(({ issues }) => issues)).toEqual([250, 250]);
  } finally {
    await world.close();
  }
}, 120_000);
