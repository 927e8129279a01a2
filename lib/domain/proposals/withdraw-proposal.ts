import { defineOperation } from "#lib/core/operation";
import { requireOpen, requireOwn } from "./policy.ts";
import { publicProposal } from "./proposal-row.ts";
import { requireUsableProposal } from "./queries.ts";
import { holdProposal, saveProposal } from "./save-proposal.ts";
import { Proposal, ProposalRef } from "./schema.ts";

export const withdrawProposal = defineOperation({
  name: "proposals.withdraw",
  summary: "Take a proposal back: what is pending in it is not made; who proposed and people may.",
  access: "write",
  reach: "projects",
  rest: "POST /proposals/:proposal/withdraw",
  input: ProposalRef,
  output: Proposal,
  async authorize(ctx, { proposal }) {
    const found = await requireUsableProposal(ctx, proposal);
    requireOwn(ctx.actor, found);
    return found;
  },
  async handle(ctx, _input, before) {
    if (before.status === "withdrawn") {
      ctx.unchanged();
      return publicProposal(before);
    }
    requireOpen(before);
    await holdProposal(ctx, before, "withdrawn");
    const fields = { status: [before.status, "withdrawn"] as [string, string] };
    return publicProposal(await saveProposal(ctx, before, { status: "withdrawn", items: [], fields }));
  },
});
