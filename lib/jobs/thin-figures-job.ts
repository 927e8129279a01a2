import { z } from "zod";
import { addUp, SAMPLE_ROW, sampleOf } from "#lib/domain/instance/samples";
import { defineJob } from "./define-job.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** Hours that are added up in one transaction. */
const AT_ONCE = 24;
/** Minutes are kept for a day and the one in which they are thinned, hours for thirty days. */
const [MINUTES_KEPT, HOURS_KEPT] = [2 * DAY, 31 * DAY];

/** Adds up the figures of each hour that is two days old into one row, and forgets those of last month, every night. */
export const thinFiguresJob = defineJob({
  name: "thin_figures",
  data: z.object({}),
  cron: "52 3 * * *",
  async handler({ database, now }, _data, { progress }) {
    const horizon = new Date(Math.floor((now.getTime() - MINUTES_KEPT) / HOUR) * HOUR);
    const forgotten = { at: { lt: new Date(now.getTime() - HOURS_KEPT) } };
    await database.write((tx) => tx.sample.deleteMany({ where: forgotten }));
    let hours = 0;
    for (let more = true; more; ) {
      const added = await database.write(async (tx) => {
        const minutes = { instance: { not: "" }, at: { lt: horizon } };
        const first = await tx.sample.findFirst({ where: minutes, orderBy: { at: "asc" }, select: { at: true } });
        if (!first) return 0;
        const from = Math.floor(first.at.getTime() / HOUR) * HOUR;
        const at = { gte: new Date(from), lt: new Date(Math.min(from + AT_ONCE * HOUR, horizon.getTime())) };
        const rows = (await tx.sample.findMany({ where: { at }, select: SAMPLE_ROW })).map(sampleOf);
        const byHour = Map.groupBy(rows, (row) => Math.floor(row.at.getTime() / HOUR) * HOUR);
        await tx.sample.deleteMany({ where: { at } });
        await tx.sample.createMany({
          data: [...byHour].map(([hour, samples]) => ({ at: new Date(hour), instance: "", ...addUp(samples) })),
        });
        return byHour.size;
      });
      hours += added;
      more = added > 0;
      await progress(hours);
    }
    await progress(hours, hours, `${hours} hours added up`);
  },
});
