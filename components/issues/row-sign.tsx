import { Calendar, ListChecks, MessageSquare, Network } from "lucide-react";
import { PriorityShape } from "#components/issues/priority-bars";
import { StatusShape } from "#components/issues/status-circle";
import { PRIORITY_WORDS, STATUS_WORDS } from "#components/issues/words";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { Priority } from "#lib/domain/projects/fields";

const ICONS = { criteria: ListChecks, children: Network, comments: MessageSquare, due: Calendar };

type Sign = keyof typeof ICONS | IssueStatus | Priority;

/** The signs of rows, drawn once for all rows of a list: what each of them draws anew is most of what a list costs. */
export function RowSigns() {
  return (
    <svg className="hidden" aria-hidden="true">
      {(Object.keys(STATUS_WORDS) as IssueStatus[]).map((status) => (
        <symbol key={status} id={`row-${status}`} viewBox="0 0 14 14">
          <StatusShape status={status} />
        </symbol>
      ))}
      {(Object.keys(PRIORITY_WORDS) as Priority[]).map((priority) => (
        <symbol key={priority} id={`row-${priority}`} viewBox="0 0 14 14">
          <PriorityShape priority={priority} />
        </symbol>
      ))}
      {Object.entries(ICONS).map(([name, Icon]) => (
        <symbol key={name} id={`row-${name}`} viewBox="0 0 24 24">
          <Icon />
        </symbol>
      ))}
    </svg>
  );
}

/** One of them; a list with it holds `RowSigns`. */
export function RowSign({ name, className }: { name: Sign; className: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`#row-${name}`} />
    </svg>
  );
}
