import { changeWords } from "#components/events/change-words";
import { UndoEvent } from "#components/events/undo-event";
import { viaWords } from "#components/people/byline";
import { Avatar } from "#components/ui/avatar";
import { isolated } from "#components/ui/isolated";
import { RelativeTime } from "#components/ui/relative-time";
import type { Event } from "#lib/domain/events/schema";

/** One thing that happened: who did it, through which key, session and door. */
export function EventRow({ event, subjectId }: { event: Event; subjectId: string }) {
  const { actor } = event;
  const via = actor.key ? { key: actor.key, kind: actor.kind, client: actor.client, session: event.session } : null;
  const origin = viaWords(via, event.door);
  const agent = via?.kind === "agent";
  const who = agent ? (via.client ?? via.key) : actor.name;
  const undid = event.changes.some(({ fields }) => "undid" in fields) ? "undid an earlier change: " : "";
  const words = `${undid}${changeWords(event, subjectId).join(", ") || event.operation}`;
  return (
    <li className="group/event grid grid-cols-[20px_minmax(0,1fr)_28px] gap-x-2 text-muted text-row">
      <Avatar name={who} agent={agent} />
      <p className="[overflow-wrap:anywhere]">
        <bdi className="font-medium text-ink">{who}</bdi>
        {agent ? ` for ${isolated(actor.name)}` : ""} {words}
        <span className="text-mini">
          {" · "}
          <RelativeTime at={event.at} />
          {origin ? ` · ${origin}` : ""}
        </span>
      </p>
      {event.undoable ? <UndoEvent number={event.number} words={`${who} ${words}`} /> : null}
    </li>
  );
}
