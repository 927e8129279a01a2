import type { FieldChanges, WriteContext } from "#lib/core/context";
import { updateRows } from "#lib/domain/undo/update-rows";
import { type ProposalStatus, statusColumns } from "./fields.ts";
import { countsOf, type StoredItem, type StoredProposal } from "./proposal-row.ts";
import { settleInbox } from "./settle-inbox.ts";

interface Saved {
  status: ProposalStatus;
  /** Items that changed. */
  items: readonly StoredItem[];
  fields: FieldChanges;
}

/** Takes a proposal for this write: a second writer at once waits, and begins anew with what the first one left. */
export async function holdProposal(ctx: WriteContext, { id, version }: StoredProposal, status: ProposalStatus) {
  const settledAt = status === "settled" ? ctx.now : null;
  await updateRows(ctx, "Proposal", [{ id, version, ...statusColumns(status), settledAt }]);
}

/** Writes what changed of a proposal that is held, says so, and keeps inboxes in step. */
export async function saveProposal(
  ctx: WriteContext,
  before: StoredProposal,
  { status, items: changed, fields }: Saved,
): Promise<StoredProposal> {
  const { id, key, projectId } = before;
  await writeItems(ctx, id, changed);
  ctx.changed({ kind: "proposal", id, key, projectId, fields });
  const items = before.items.map((item) => changed.find(({ number }) => number === item.number) ?? item);
  const after = {
    ...before,
    ...{ status, items, counts: countsOf(items), version: before.version + 1 },
    ...{ settledAt: status === "settled" ? ctx.now.toISOString() : null, updatedAt: ctx.now.toISOString() },
  };
  if (status !== before.status) await settleInbox(ctx, after);
  return after;
}

/** Writes items as they are now; the payload of one that the actor sees in part stays as it is. */
export async function writeItems(ctx: WriteContext, proposalId: string, items: readonly StoredItem[]): Promise<void> {
  for (const { number, payload, hidden, state, edited, reason, becameId, became } of items) {
    await ctx.db.proposalItem.updateMany({
      where: { proposalId, number },
      data: { ...(hidden ? {} : { payload: payload as object }), state, edited, reason, becameId, became },
    });
  }
}
