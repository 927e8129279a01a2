import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { publicProposal, type StoredProposal } from "./proposal-row.ts";
import { requireShelvedProposal, requireUsableProposal } from "./queries.ts";
import { Proposal, ProposalRef } from "./schema.ts";
import { proposalSearchEntry } from "./search-entry.ts";

export const {
  archive: archiveProposal,
  bin: binProposal,
  restore: restoreProposal,
} = shelfVerbs({
  kind: "proposal",
  reach: "projects",
  input: ProposalRef,
  output: Proposal,
  summaries: {
    archive: "Hide a proposal from lists.",
    bin: "Move a proposal to the bin; it can be restored. What was accepted of it stays.",
    restore: "Bring a proposal back from the bin or the archive.",
  },
  find: (verb) => (verb === "archive" ? requireUsableProposal : requireShelvedProposal),
  move: async (ctx, proposal: StoredProposal, shelf) =>
    publicProposal(await moveShelf(ctx, proposal, shelf, { kind: "proposal", entry: proposalSearchEntry(proposal) })),
});
