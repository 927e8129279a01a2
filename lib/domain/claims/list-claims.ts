import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { requireIssue } from "#lib/domain/issues/queries";
import { listPage } from "#lib/domain/lists/list-page";
import { requirePerson } from "#lib/domain/people/queries";
import { findClaims } from "./queries.ts";
import { Claim, ClaimFilter } from "./schema.ts";

export const listClaims = defineOperation({
  name: "claims.list",
  summary: "List who works on what under a lease, latest first.",
  access: "read",
  reach: "projects",
  rest: "GET /claims",
  input: ClaimFilter,
  output: pageOf(Claim),
  authorize: async (ctx, { issue }) => (issue === undefined ? null : await requireIssue(ctx, issue)),
  async handle(ctx, filter, issue) {
    const where: KeysetCondition[] = [];
    if (issue) where.push({ column: "issueId", is: issue.id, few: true });
    else if (ctx.actor.projectIds)
      where.push({ exists: "Issue", key: "id", own: "issueId", column: "projectId", in: ctx.actor.projectIds });
    if (filter.session) where.push({ column: "session", is: filter.session, few: true });
    if (!filter.ended) where.push({ column: "endedAt", isNull: true, leads: true });
    if (filter.holder) {
      const { id } = await requirePerson(ctx, filter.holder, "holder");
      // Of what goes on there is little, and it is found by that.
      where.push(filter.ended ? { column: "userId", is: id } : { sql: (bind) => `"userId" = ${bind(id)}` });
    }
    const list = { name: "claims", table: "Claim", where, order: ["createdAt", "id"], descending: true };
    return listPage(ctx, list, filter, (ids) => findClaims(ctx, ids));
  },
});
