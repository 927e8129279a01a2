// A writing process: `write-issues.ts JOB`, where the job is JSON. Says "ready", waits for a line, then creates issues
// and says "sent TITLE" before and "acknowledged TITLE" after each. A refusal is said as "refused TITLE: why".
import { once } from "node:events";
import { parseArgs } from "node:util";
import pino from "pino";
import type { Actor } from "#lib/core/actor";
import { createContext } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { connect } from "#lib/db/connect";
import { createIssue } from "#lib/domain/issues/create-issue";

export interface WritingJob {
  url: string;
  actor: Actor;
  project: string;
  titles: string[];
  inFlight: number;
}

const { positionals } = parseArgs({ allowPositionals: true });
const job: WritingJob = JSON.parse(positionals[0] ?? "{}");
const database = connect({ url: job.url, poolSize: job.inFlight });
const log = pino({ level: "silent" });
const say = (line: string) => process.stdout.write(`${line}\n`);

async function create(title: string): Promise<void> {
  const ctx = createContext({ actor: job.actor, database, log, idempotencyKey: `${job.project} ${title}` });
  say(`sent ${title}`);
  try {
    await run(createIssue, ctx, { project: job.project, title, description: `About ${title}` });
    say(`acknowledged ${title}`);
  } catch (error) {
    say(`refused ${title}: ${error}`);
  }
}

await database.reader.project.count();
say("ready");
await once(process.stdin, "data");
const waiting = [...job.titles];
await Promise.all(
  Array.from({ length: job.inFlight }, async () => {
    for (let title = waiting.shift(); title !== undefined; title = waiting.shift()) await create(title);
  }),
);
await database.close();
process.stdin.destroy();
