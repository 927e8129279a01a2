import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { PROPOSAL_STATUSES } from "#lib/domain/proposals/fields";
import { listProposals } from "#lib/domain/proposals/list-proposals";
import { readPage } from "#lib/doors/page";

const loadParams = createLoader({ status: parseAsStringLiteral(PROPOSAL_STATUSES), cursor: parseAsString });

/** The page of proposals that an address asks for, open ones first. */
export async function readProposalList(searchParams: Promise<SearchParams>, filter: { project?: string } = {}) {
  const { status, cursor } = await loadParams(searchParams);
  const asked = { ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
  return { status, page: await readPage(listProposals, { ...filter, ...asked, limit: 100 }) };
}
