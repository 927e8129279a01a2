import { classNames } from "#components/ui/class-names";
import type { Progress } from "#lib/domain/progress/schema";

/** A bar with its percentage; what the numbers behind it are shows on hover and is read out. */
export function ProgressBar({ progress, className }: { progress: Progress; className?: string }) {
  const { percent } = progress;
  const words = progressWords(progress);
  return (
    <span className={classNames("flex items-center gap-2", className)} title={words}>
      <span className="h-1 min-w-8 flex-1 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
        <span className="block h-full bg-status-done" style={{ width: `${percent}%` }} />
      </span>
      <span className="w-8 text-end text-mini text-muted tabular-nums" aria-hidden="true">
        {percent}%
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** "3 of 9 issues done, 1 canceled". */
export function progressWords({ open, done, canceled }: Progress): string {
  const all = open + done;
  const most = all === 0 ? "No issues yet" : `${done} of ${all} ${all === 1 ? "issue" : "issues"} done`;
  return canceled > 0 ? `${most}, ${canceled} canceled` : most;
}
