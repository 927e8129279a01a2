import { defineOperation } from "#lib/core/operation";
import { publicProposal } from "./proposal-row.ts";
import { requireProposal } from "./queries.ts";
import { Proposal, ProposalRef } from "./schema.ts";

export const getProposal = defineOperation({
  name: "proposals.get",
  summary: "Read one proposal with its items, and what became of them.",
  access: "read",
  reach: "projects",
  rest: "GET /proposals/:proposal",
  input: ProposalRef,
  output: Proposal,
  authorize: (ctx, { proposal }) => requireProposal(ctx, proposal),
  handle: (_ctx, _input, proposal) => publicProposal(proposal),
});
