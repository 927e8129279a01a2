import type { ReadContext } from "#lib/core/context";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { requirePerson } from "#lib/domain/people/queries";
import { ofProjects } from "#lib/domain/projects/of-projects";
import { withWords } from "#lib/domain/search/with-words";
import { statusColumns } from "./fields.ts";
import { findProposalLines } from "./queries.ts";
import { ProposalFilter, ProposalLine } from "./schema.ts";

export const listProposals = defineOperation({
  name: "proposals.list",
  summary: "List proposals, open ones first, then the latest.",
  access: "read",
  reach: "projects",
  rest: "GET /proposals",
  input: ProposalFilter,
  output: pageOf(ProposalLine),
  authorize: anyone,
  async handle(ctx, filter) {
    const where = await conditions(ctx, filter);
    const order = ["statusOrder", "createdAt", "id"];
    const list = { name: "proposals", table: "Proposal", where, order, descending: true };
    return listPage(ctx, list, filter, (ids) => findProposalLines(ctx, ids));
  },
});

async function conditions(ctx: ReadContext, filter: ProposalFilter): Promise<KeysetCondition[]> {
  const { status, by, text } = filter;
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }, ...(await ofProjects(ctx, filter.project))];
  if (status)
    where.push({ column: "statusOrder", is: statusColumns(status).statusOrder }, { column: "status", is: status });
  if (by) where.push({ column: "creatorId", is: (await requirePerson(ctx, by, "by")).id });
  if (text) where.push(withWords(ctx, "proposal", text));
  return where;
}
