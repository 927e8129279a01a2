import { z } from "zod";
import { run } from "#lib/core/operation";
import { emptyBin } from "#lib/domain/bin/empty-bin";
import { defineJob } from "./define-job.ts";

const DAY = 24 * 60 * 60 * 1000;

/** Removes for good what has been in the bin for so many days, every night; 0 is never. */
export function emptyBinJob(days: number) {
  return defineJob({
    name: "empty_bin",
    data: z.object({}),
    cron: days > 0 ? "17 3 * * *" : null,
    leaseMs: 5 * 60_000,
    async handler(ctx, _data, { progress }) {
      if (days === 0) return;
      // Contents go the night after the files that had them, so that a backup which has copied the rows still finds them.
      const contents = await ctx.database.contents.sweep();
      const binnedBefore = new Date(ctx.now.getTime() - days * DAY).toISOString();
      for (let all = 0; ; ) {
        const { removed, left } = await run(emptyBin, ctx, { binnedBefore });
        all += removed;
        await progress(all, all + left, `${all} removed, contents of ${contents} files cleared away`);
        if (left === 0) return;
      }
    },
  });
}
