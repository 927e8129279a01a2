import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { oneOf } from "#lib/domain/lists/one-of";
import { requirePerson } from "#lib/domain/people/queries";
import { findQuestions } from "./queries.ts";
import type { QuestionFilter } from "./schema.ts";

/** One page of questions, latest first. `within` narrows to an issue or to projects. */
export async function questionPage(
  ctx: ReadContext,
  { of, by, state, blocking, ...asked }: Omit<QuestionFilter, "issue">,
  within: readonly KeysetCondition[],
) {
  const where: KeysetCondition[] = [...within, { column: "shelf", is: "live" }];
  if (of) where.push({ column: "askedId", is: (await requirePerson(ctx, of, "of")).id });
  if (by) where.push({ column: "askerId", is: (await requirePerson(ctx, by, "by")).id });
  if (state) where.push(oneOf("state", state));
  if (blocking !== undefined) where.push({ sql: `"blocking" = ${blocking ? "TRUE" : "FALSE"}` });
  const list = { name: "questions", table: "Question", where, order: ["createdAt", "id"], descending: true };
  return listPage(ctx, list, asked, (ids) => findQuestions(ctx, ids));
}
