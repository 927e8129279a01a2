import { IssueKey } from "#components/issues/issue-key";
import { ColourDot } from "#components/labels/label-colour";
import { RowLink } from "#components/plans/row-link";
import { PROJECT_STATUS_WORDS } from "#components/projects/words";
import { RelativeTime } from "#components/ui/relative-time";
import type { ProjectItem } from "#lib/domain/projects/schema";

/** A project on one line: key and name, how far it is, when it last moved. */
export function ProjectRow({ project }: { project: ProjectItem }) {
  const { percent = 0, open = 0, overdue = 0 } = project;
  return (
    <li className="relative flex min-h-row items-center gap-3 border-line/60 border-b px-gutter py-1.5 hover:bg-hover @xl:py-0">
      <ColourDot colour={project.colour} square />
      <IssueKey className="w-21 shrink-0 @max-md:w-auto">{project.key}</IssueKey>
      <RowLink href={`/projects/${project.key}`} prefetch={null}>
        {project.name}
      </RowLink>
      {overdue > 0 ? <span className="whitespace-nowrap text-danger text-mini">{overdue} overdue</span> : null}
      {project.status === "active" ? null : (
        <span className="whitespace-nowrap text-mini text-muted">{PROJECT_STATUS_WORDS[project.status]}</span>
      )}
      <span className="hidden w-18 text-end text-mini text-muted tabular-nums @md:inline">{open} open</span>
      <span className="hidden w-28 items-center gap-2 @2xl:flex" title={`${percent}% done`}>
        <span className="h-1 flex-1 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
          <span className="block h-full bg-status-done" style={{ width: `${percent}%` }} />
        </span>
        <span className="w-8 text-end text-mini text-muted tabular-nums">{percent}%</span>
        <span className="sr-only">done</span>
      </span>
      <span className="hidden w-14 text-end @md:inline">
        <RelativeTime at={project.updatedAt} className="text-mini text-muted" />
      </span>
    </li>
  );
}
