// Files 10,000 issues, also several at once, and collects garbage all the while: what a fault between Node.js and the
// SQLite driver would end. Run with --expose-gc; prints what it did and exits 1 where an issue is missing.
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld } from "#lib/testing/world";

const WRITES = 10_000;
const AT_ONCE = 10;

const collect = globalThis.gc;
if (!collect) throw new Error("Run this with --expose-gc.");

const world = await makeWorld("sqlite", { durability: "normal" });
try {
  await run(createProject, world.as(), { name: "Garbage", key: "GC" });
  for (let filed = 0; filed < WRITES; filed += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, place) =>
        run(createIssue, world.as(), { project: "GC", title: `Written under garbage collection ${filed + place}` }),
      ),
    );
    if (filed % 100 === 0) collect();
    // An idle moment, in which Node.js collects by itself.
    if (filed % 1000 === 0) await sleep(50);
  }
  const count = await world.database.reader.issue.count();
  const last = await world.database.reader.issue.aggregate({ _max: { number: true } });
  console.log(`${count} issues, the last is GC-${last._max.number}, on Node.js ${process.versions.node}`);
  process.exitCode = count === WRITES && last._max.number === WRITES ? 0 : 1;
} finally {
  await world.close();
}
process.exit();
