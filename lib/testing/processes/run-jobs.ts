// A process that runs jobs: `run-jobs.ts URL`. Says "ready", then "ran KEY" for each job "count", and "began" for a job
// "hang", which never ends by itself.
import pino from "pino";
import { z } from "zod";
import { connect } from "#lib/db/connect";
import { defineJob } from "#lib/jobs/define-job";
import { makeRunner } from "#lib/jobs/runner";

const database = connect({ url: process.argv[2] ?? "", durability: "normal", poolSize: 4 });
const say = (line: string) => process.stdout.write(`${line}\n`);

const count = defineJob({
  name: "count",
  concurrency: 4,
  data: z.object({ key: z.string() }),
  handler: async (_ctx, { key }) => void say(`ran ${key}`),
});
const hang = defineJob({
  name: "hang",
  data: z.object({}),
  async handler() {
    say("began");
    await new Promise(() => undefined);
  },
});

await database.reader.job.count();
say("ready");
const log = pino({ level: "silent" });
makeRunner({ database, log, clock: () => new Date(), jobs: [count, hang], concurrency: 4 }).start();
process.stdin.resume();
