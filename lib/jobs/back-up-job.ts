import path from "node:path";
import { z } from "zod";
import type { Here } from "#lib/db/backup/here";
import { defineJob } from "./define-job.ts";

/** Backs up by itself, as often as the settings say, and removes what retention says. One missed while it slept comes on waking. */
export function backUpJob(here: Here) {
  return defineJob({
    name: "back_up",
    data: z.object({}),
    cron: here.config.backup.enabled ? "7 2 * * *" : null,
    // It gives no sign of life while it copies.
    leaseMs: 60 * 60_000,
    async handler(ctx, _data, { progress }) {
      const { makeDueBackup } = await import("#lib/db/backup/due-backup");
      const { made, removed } = await makeDueBackup(here, ctx.now);
      const told = [
        made ? `made ${path.basename(made.file)}` : "none was due",
        ...(removed.length > 0 ? [`removed ${removed.length}`] : []),
      ];
      await progress(1, 1, told.join(", "));
    },
  });
}
