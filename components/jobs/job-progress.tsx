import type { Job } from "#lib/domain/jobs/schema";

const count = new Intl.NumberFormat("en");

/** How far a job is: a bar where it knows how much there is, and the number. */
export function JobProgress({ done, total }: Pick<Job, "done" | "total">) {
  if (done === null) return null;
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : null;
  return (
    <span className="flex shrink-0 items-center gap-2 text-mini text-muted tabular-nums">
      {share === null ? null : (
        <span
          role="progressbar"
          aria-label="Progress"
          aria-valuenow={share}
          aria-valuemin={0}
          aria-valuemax={100}
          className="block h-1.5 w-24 overflow-hidden rounded-full bg-line"
        >
          <span className="block h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
        </span>
      )}
      {total ? `${count.format(done)} of ${count.format(total)}` : count.format(done)}
    </span>
  );
}
