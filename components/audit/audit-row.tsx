import { auditWords } from "#components/audit/audit-words";
import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";
import type { Event } from "#lib/domain/events/schema";

interface Props {
  event: Event;
  /** The instant in words, in the reader's time zone. */
  at: string;
  /** The page of its first thing. */
  path: string | null;
}

/** One event of the audit log: when, who by what means, what by which door, and on what. */
export function AuditRow({ event, at, path }: Props) {
  const { actor, session, door, operation, changes } = event;
  const agent = actor.kind === "agent";
  const who = agent ? (actor.client ?? actor.key ?? actor.name) : actor.name;
  const by = [agent ? `for ${actor.name}` : null, actor.key ? `key ${actor.key}` : null].filter(Boolean).join(", ");
  const [first, ...others] = changes;
  const thing = <bdi className="truncate font-mono text-mini">{first?.key}</bdi>;
  return (
    <tr className="border-line/60 border-b hover:bg-hover max-lg:grid max-lg:grid-cols-[auto_minmax(0,1fr)] max-lg:gap-x-3 max-lg:px-gutter max-lg:py-2 lg:h-row">
      <td className="whitespace-nowrap text-mini text-muted tabular-nums lg:py-2 lg:ps-gutter">
        <time dateTime={event.at} data-instant="">
          {at}
        </time>
      </td>
      <td className="min-w-0 max-lg:text-end lg:py-2 lg:ps-4">
        <span className="flex min-w-0 items-center gap-2 max-lg:justify-end">
          <Avatar name={who} agent={agent} />
          <span className="min-w-0 truncate" title={[by, session].filter(Boolean).join(", ") || undefined}>
            <bdi className="font-medium">{who}</bdi>
            {session === null ? null : (
              <Link
                href={`/settings/audit?session=${encodeURIComponent(session)}`}
                className="ms-1.5 font-mono text-mini text-muted hover:text-ink hover:underline"
              >
                {session}
              </Link>
            )}
            <span className="ms-1.5 text-mini text-muted">{by}</span>
          </span>
        </span>
      </td>
      <td className="text-mini text-muted max-lg:order-last max-lg:col-start-2 max-lg:text-end lg:py-2 lg:ps-4">
        {door}
      </td>
      <td className="min-w-0 max-lg:order-last max-lg:row-start-3 lg:py-2 lg:ps-4">
        {path ? (
          <Link href={path} className="flex min-w-0 text-muted hover:text-ink hover:underline">
            {thing}
          </Link>
        ) : (
          <span className="flex min-w-0 text-muted">{thing}</span>
        )}
      </td>
      <td className="min-w-0 max-lg:col-span-2 lg:py-2 lg:ps-4 lg:pe-gutter">
        <span className="text-soft max-lg:line-clamp-2 lg:block lg:truncate [overflow-wrap:anywhere]">
          <span className="font-mono text-mini text-muted">{operation}</span> {auditWords(event)}
          {others.length > 0 ? <span className="text-muted"> and {others.length} more</span> : null}
        </span>
      </td>
    </tr>
  );
}
