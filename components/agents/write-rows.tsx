import { changeWords } from "#components/events/change-words";
import { UndoEvent } from "#components/events/undo-event";
import { IssueKey } from "#components/issues/issue-key";
import { RelativeTime } from "#components/ui/relative-time";
import type { Event } from "#lib/domain/events/schema";

/** What an agent wrote, newest first, each on one line: on what, and what it did. */
export function WriteRows({ events }: { events: readonly Event[] }) {
  return (
    <ol>
      {events.map((event) => {
        const [first] = event.changes;
        const words = changeWords(event, first?.id ?? "").join(", ") || event.operation;
        return (
          <li
            key={event.number}
            className="group/event flex min-h-row items-center gap-x-2.5 border-line/60 border-b px-gutter py-1.5 hover:bg-hover max-sm:flex-wrap sm:py-0"
          >
            <IssueKey className="w-24 shrink-0 truncate">{first?.key ?? ""}</IssueKey>
            <span className="min-w-0 flex-1 text-row text-soft [overflow-wrap:anywhere] max-sm:order-last max-sm:basis-full sm:truncate">
              {words}
            </span>
            <RelativeTime at={event.at} className="w-20 shrink-0 text-end text-mini text-muted max-sm:ms-auto" />
            <span className="w-7 shrink-0">
              {event.undoable ? <UndoEvent number={event.number} words={`${first?.key}: ${words}`} /> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
