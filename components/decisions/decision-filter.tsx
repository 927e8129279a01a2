import { DECISION_STATUS_WORDS } from "#components/decisions/words";
import { Link } from "#components/ui/link";
import type { DecisionStatus } from "#lib/domain/decisions/fields";

const TAB =
  "flex h-control shrink-0 items-center whitespace-nowrap rounded-control px-2 text-row text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink touch:h-11";

/** The statuses a list of decisions can be narrowed to, as links. */
export function DecisionFilter({ path, status }: { path: string; status: DecisionStatus | null }) {
  return (
    <nav aria-label="Status" className="flex overflow-x-auto border-b px-gutter py-1.5 [margin-inline:0]">
      <span className="-ms-2 flex gap-0.5">
        <Link href={path} className={TAB} aria-current={status === null ? "page" : undefined}>
          All
        </Link>
        {(Object.keys(DECISION_STATUS_WORDS) as DecisionStatus[]).map((one) => (
          <Link
            key={one}
            href={`${path}?status=${one}`}
            className={TAB}
            aria-current={status === one ? "page" : undefined}
          >
            {DECISION_STATUS_WORDS[one]}
          </Link>
        ))}
      </span>
    </nav>
  );
}
