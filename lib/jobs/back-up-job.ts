import path from "node:path";
import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Makes the automatic backup where one is due, in a process of its own, and removes what retention says. */
export type BackUp = (signal: AbortSignal, now: Date) => Promise<{ made: string | null; removed: string[] }>;

/** Backs up as often as the settings say: it looks every night whether it is time, and on waking where it slept then. */
export function backUpJob(enabled: boolean, backUp: BackUp) {
  return defineJob({
    name: "back_up",
    data: z.object({}),
    cron: enabled ? "7 2 * * *" : null,
    // It gives no sign of life while it copies.
    leaseMs: 60 * 60_000,
    async handler(ctx, _data, { signal, progress }) {
      const { made, removed } = await backUp(signal, ctx.now);
      const told = made ? `made ${path.basename(made)}` : "none was due";
      await progress(1, 1, removed.length > 0 ? `${told}, removed ${removed.length}` : told);
    },
  });
}
