import { Markdown } from "#components/markdown/markdown";
import { Byline, viaWords } from "#components/people/byline";
import { Folded } from "#components/ui/folded";
import { RelativeTime } from "#components/ui/relative-time";
import { durationWords } from "#components/ui/time-words";
import { WorkLogBin } from "#components/worklogs/work-log-bin";
import type { WorkLog } from "#lib/domain/worklogs/schema";

interface Props {
  logs: WorkLog[];
  projects: readonly string[];
  me: string;
}

/** Work logs that stand open; earlier ones are folded. */
const OPEN = 3;

export function WorkLogList({ logs, projects, me }: Props) {
  if (logs.length === 0) return null;
  return (
    <ul className="grid gap-0.5">
      <Folded first open={OPEN} words={(hidden) => `${hidden} earlier work logs`}>
        {logs.map((log) => (
          <li key={log.id} className="group/log py-1.5 text-row">
            <div className="flex min-h-6 items-center gap-2">
              <span className="min-w-0 flex-1" title={viaWords(log.via) || undefined}>
                <Byline person={log.user} via={log.via}>
                  {log.model ? <span className="text-mini text-muted">{log.model}</span> : null}
                  <RelativeTime at={log.endedAt ?? log.startedAt} className="text-mini text-muted" />
                </Byline>
              </span>
              {log.user?.handle === me ? <WorkLogBin id={log.id} /> : null}
              {log.running ? (
                <span className="flex items-center gap-1.5 font-medium text-live">
                  <span className="size-1.5 rounded-full bg-live" aria-hidden="true" />
                  Running
                </span>
              ) : (
                <span className="font-mono text-mini tabular-nums">{durationWords(log.minutes ?? 0)}</span>
              )}
            </div>
            {log.note || log.commits.length > 0 || log.pullRequest ? (
              <div className="ps-6.5 pt-0.5 text-soft">
                {log.note ? <Markdown source={log.note} projects={projects} small /> : null}
                <p className="mt-1 flex flex-wrap gap-x-3 font-mono text-mini text-muted empty:hidden">
                  {log.commits.map((commit) => (
                    <span key={commit} title={commit}>
                      {commit.slice(0, 9)}
                    </span>
                  ))}
                  {log.branch ? <span className="break-all">{log.branch}</span> : null}
                  {log.pullRequest ? (
                    <a
                      href={log.pullRequest}
                      target="_blank"
                      rel="noopener noreferrer"
                      className="break-all text-accent-ink underline underline-offset-2"
                    >
                      {log.pullRequest.replace(/^https?:\/\//, "")}
                    </a>
                  ) : null}
                </p>
              </div>
            ) : null}
          </li>
        ))}
      </Folded>
    </ul>
  );
}
