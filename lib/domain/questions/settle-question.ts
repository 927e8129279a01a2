import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { enumValue } from "#lib/domain/inbox/enum-value";
import type { StoredQuestion } from "./queries.ts";

/** Leaves a question in the inbox of who is asked as long as it is open, and the answer in that of who asked as long as it stands. */
export async function settleQuestion(
  ctx: WriteContext,
  { id, issueId, of, by, state, shelf }: Pick<StoredQuestion, "id" | "issueId" | "of" | "by" | "state" | "shelf">,
): Promise<void> {
  const item = (userId: string, kind: string, bind: (value: string) => string) =>
    `"userId" = ${bind(userId)} AND "kind" = ${enumValue(ctx, "InboxKind", kind)} AND "subjectId" = ${bind(issueId)} AND "sourceId" = ${bind(id)}`;
  const open = state === "open" && shelf === "live";
  const asked = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(
    `UPDATE "InboxItem" SET "done" = ${open ? "FALSE" : "TRUE"} WHERE ${item(of.id, "question", asked.bind)}`,
    ...asked.values,
  );
  if (by === null || (state === "answered" && shelf === "live")) return;
  const told = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(`DELETE FROM "InboxItem" WHERE ${item(by.id, "answer", told.bind)}`, ...told.values);
}
