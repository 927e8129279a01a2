import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { DECISION_STATUSES } from "#lib/domain/decisions/fields";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import { readPage } from "#lib/doors/page";

const loadParams = createLoader({ status: parseAsStringLiteral(DECISION_STATUSES), cursor: parseAsString });

/** The page of decisions that an address asks for, latest change first. */
export async function readDecisionList(searchParams: Promise<SearchParams>, filter: { project?: string } = {}) {
  const { status, cursor } = await loadParams(searchParams);
  const page = await readPage(listDecisions, {
    ...filter,
    sort: "-updatedAt",
    limit: 100,
    ...(status ? { status: [status] } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return { status, page };
}
