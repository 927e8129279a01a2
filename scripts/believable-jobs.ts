import { newId } from "#lib/core/ids";
import type { Database } from "#lib/db/database";

const MINUTE = 60_000;

/** Jobs in every state. What is at work here no server knows, so that it stays as it is while it is looked at. */
export async function addJobs(database: Database): Promise<void> {
  const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
  const job = (name: string, minutes: number, more: object) => ({
    ...{ id: newId(), createdAt: at(minutes), name, key: newId(), data: {}, attempts: 5, attempt: 1, tried: 1 },
    ...more,
  });
  const over = (name: string, minutes: number, more: object) =>
    job(name, minutes, { startedAt: at(minutes), endedAt: at(minutes + 1), ...more });
  await database.write((tx) =>
    tx.job.createMany({
      data: [
        over("empty_bin", -2890, { state: "done", note: "12 removed, contents of 3 files cleared away" }),
        over("make_backup", -2900, {
          ...{ state: "failed", tried: 5, note: "Copying the database" },
          error:
            "The folder of backups cannot be written: /var/lib/turbo/backups is on a full disk. Make room, then retry.",
        }),
        over("clear_jobs", -1420, { state: "done", note: "31 cleared away" }),
        over("make_backup", -90, { state: "cancelled", note: "Copying the database" }),
        job("send_webhooks", -8, {
          ...{ state: "queued", tried: 2, dueAt: at(3), error: "hooks.example.org did not answer within 10 s." },
        }),
        job("make_backup", -4, {
          ...{ state: "running", startedAt: at(-4), dueAt: at(600), done: 6120, total: 10000 },
          note: "Copying attached files",
        }),
        job("check_documents", -1, { state: "running", startedAt: at(-1), dueAt: at(600), cancelAt: at(0), done: 17 }),
      ],
    }),
  );
}
