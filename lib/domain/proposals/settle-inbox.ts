import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { enumValue } from "#lib/domain/inbox/enum-value";
import { notify } from "#lib/domain/inbox/notify";
import { countsOf, type StoredProposal } from "./proposal-row.ts";

/** Leaves a proposal in the inbox of who is asked as long as it is open, and how it ended in that of who proposed as long as it did. */
export async function settleInbox(
  ctx: WriteContext,
  { id, projectId, by, status, items }: Pick<StoredProposal, "id" | "projectId" | "by" | "status" | "items">,
): Promise<void> {
  // By people first: the index of items begins with them.
  const own = (kind: string, bind: (value: string) => string) =>
    `"userId" IN (SELECT "id" FROM "User") AND "kind" = ${enumValue(ctx, "InboxKind", kind)} AND "subjectId" = ${bind(id)} AND "sourceId" = ${bind(id)}`;
  const asked = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(
    `UPDATE "InboxItem" SET "done" = ${status === "open" ? "FALSE" : "TRUE"} WHERE ${own("proposal", asked.bind)}`,
    ...asked.values,
  );
  if (status === "settled") {
    if (by === null) return;
    const { accepted, rejected } = countsOf(items);
    const excerpt = `${accepted} accepted, ${rejected} rejected`;
    notify(ctx, [
      { userId: by.id, kind: "settled", subject: { kind: "proposal", id, projectId }, sourceId: id, excerpt },
    ]);
    return;
  }
  const told = bindings(ctx.database.engine);
  await ctx.db.$executeRawUnsafe(`DELETE FROM "InboxItem" WHERE ${own("settled", told.bind)}`, ...told.values);
}
