import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import type { ItemState, ProposalStatus } from "./fields.ts";
import { isItem, parentOf } from "./item-refs.ts";
import { type PlannedItem, withWhatTheyLeanOn } from "./plan-items.ts";
import type { Proposal, ProposalItem, ProposalLine } from "./schema.ts";

/** An item as this code holds it. */
export interface StoredItem extends PlannedItem {
  state: ItemState;
  edited: boolean;
  reason: string;
  becameId: string | null;
  became: string | null;
  /** It names something that the actor may not see. */
  hidden: boolean;
}

/** A proposal as this code holds it. */
export interface StoredProposal extends Omit<Proposal, "items"> {
  projectId: string;
  /** Key of its project, when that lies in the bin. */
  under: string | null;
  items: StoredItem[];
}

export function proposalKey(project: string, number: unknown): string {
  return subjectKey({ kind: "proposal", project, number: Number(number) });
}

export function toProposalLine(row: Row): ProposalLine {
  const project = String(row.project);
  return {
    id: String(row.id),
    key: proposalKey(project, row.number),
    project,
    title: String(row.title),
    status: row.status as ProposalStatus,
    counts: { pending: Number(row.pending), accepted: Number(row.accepted), rejected: Number(row.rejected) },
    by: personOf(row, "creator"),
    via: jsonOf<Via | null>(row.via),
    settledAt: instantOf(row.settledAt),
    ...stampsIn(row),
  };
}

export function toStoredProposal(row: Row, items: StoredItem[]): StoredProposal {
  return {
    ...toProposalLine(row),
    note: String(row.note),
    ...awayIn(row),
    projectId: String(row.projectId),
    under: textOf(row.under),
    items,
  };
}

/** A proposal as people see it. */
export function publicProposal(proposal: StoredProposal): Proposal {
  return { ...proposal, items: proposal.items.map((item) => publicItem(item, proposal.items)) };
}

function publicItem(item: StoredItem, all: readonly StoredItem[]): ProposalItem {
  const { number, make, payload, state, edited, reason, became, hidden } = item;
  const brought = withWhatTheyLeanOn(all, [item]).map((one) => one.number);
  return {
    ...{ number, make, title: titleOf(item), parent: parentOf(item), payload, state, edited, hidden },
    reason: state === "rejected" ? reason : "",
    became: state === "accepted" ? became : null,
    brings: brought.filter((one) => one !== number),
  };
}

/** What an item would make, in one line. */
export function titleOf({ make, payload }: PlannedItem): string {
  if (make !== "link") return String(payload.title);
  const end = (ref: unknown) => (ref === undefined ? "…" : isItem(String(ref)) ? `#${ref}` : String(ref));
  return `${end(payload.issue)} ${String(payload.kind).replaceAll("_", " ")} ${end(payload.other)}`;
}

/** How many items are in each state. */
export function countsOf(items: readonly Pick<StoredItem, "state">[]): ProposalLine["counts"] {
  const count = (state: ItemState) => items.filter((item) => item.state === state).length;
  return { pending: count("pending"), accepted: count("accepted"), rejected: count("rejected") };
}
