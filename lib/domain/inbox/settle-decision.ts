import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { enumValue } from "./enum-value.ts";

/** Takes a decision out of the inboxes in which it waited to be accepted. */
export async function settleDecision(ctx: WriteContext, decisionId: string): Promise<void> {
  const { values, bind } = bindings(ctx.database.engine);
  // By people first: the index of items begins with them.
  await ctx.db.$executeRawUnsafe(
    `UPDATE "InboxItem" SET "done" = TRUE WHERE "userId" IN (SELECT "id" FROM "User")
     AND "kind" = ${enumValue(ctx, "InboxKind", "decision")} AND "subjectId" = ${bind(decisionId)} AND "sourceId" = ${bind(decisionId)}`,
    ...values,
  );
}
