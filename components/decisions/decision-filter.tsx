import { DECISION_STATUS_WORDS } from "#components/decisions/words";
import { TabLink } from "#components/shell/tab-link";
import type { DecisionStatus } from "#lib/domain/decisions/fields";

const TAB = "shrink-0 whitespace-nowrap";

/** The statuses a list of decisions can be narrowed to, as links. */
export function DecisionFilter({ path, status }: { path: string; status: DecisionStatus | null }) {
  return (
    <nav aria-label="Status" className="flex overflow-x-auto border-b px-gutter py-1.5 [margin-inline:0]">
      <span className="-ms-2 flex gap-0.5">
        <TabLink href={path} className={TAB} here={status === null}>
          All
        </TabLink>
        {(Object.keys(DECISION_STATUS_WORDS) as DecisionStatus[]).map((one) => (
          <TabLink key={one} href={`${path}?status=${one}`} className={TAB} here={status === one}>
            {DECISION_STATUS_WORDS[one]}
          </TabLink>
        ))}
      </span>
    </nav>
  );
}
