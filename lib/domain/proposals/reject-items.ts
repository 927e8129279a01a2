import { requireVersion } from "#lib/core/conflict";
import { refusedField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { rejectedItem } from "./item-changes.ts";
import { withWhatHangsOn } from "./plan-items.ts";
import { requireOpen, requireSettler } from "./policy.ts";
import { publicProposal, type StoredItem } from "./proposal-row.ts";
import { requireItemsNamed, requireUsableProposal } from "./queries.ts";
import { holdProposal, saveProposal } from "./save-proposal.ts";
import { Proposal, Rejected } from "./schema.ts";

export const rejectItems = defineOperation({
  name: "proposals.reject",
  summary: "Reject items of a proposal, with the reason; people reject, agents do not.",
  access: "write",
  reach: "projects",
  rest: "POST /proposals/:proposal/reject",
  input: Rejected,
  output: Proposal,
  async authorize(ctx, { proposal }) {
    const found = await requireUsableProposal(ctx, proposal);
    requireSettler(ctx.actor);
    return found;
  },
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicProposal(before));
    const wanted = requireItemsNamed(before, input);
    const pending = withWhatHangsOn(
      before.items,
      wanted.filter(({ state }) => state === "pending"),
    );
    if (pending.length === 0 && wanted.every(({ state }) => state === "rejected")) {
      ctx.unchanged();
      return publicProposal(before);
    }
    requireOpen(before);
    const accepted = wanted.find(({ state }) => state === "accepted");
    if (accepted)
      throw refusedField("items", `Item ${accepted.number} was accepted as ${accepted.became}. Undo that first.`);
    const reason = input.reason.trim() === "" ? "" : input.reason;
    const status = before.items.some((item) => item.state === "pending" && !pending.includes(item))
      ? "open"
      : "settled";
    const items = pending.map(
      (item): StoredItem => ({ ...item, state: "rejected", reason: wanted.includes(item) ? reason : "" }),
    );
    await holdProposal(ctx, before, status);
    const after = await saveProposal(ctx, before, {
      status,
      items,
      fields: {
        rejected: [[], items.map(rejectedItem)],
        settled: [false, status === "settled"],
      },
    });
    return publicProposal(after);
  },
});
