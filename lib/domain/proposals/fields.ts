import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { Text, Title } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { FieldTable, ToldField } from "#lib/domain/field-table";

export const PROPOSAL_STATUSES = ["open", "settled", "withdrawn"] as const;
export const ProposalStatus = z.enum(PROPOSAL_STATUSES);
export type ProposalStatus = z.output<typeof ProposalStatus>;

/** What an item would make. */
export const MAKES = ["issue", "decision", "document", "link"] as const;
export const Make = z.enum(MAKES);
export type Make = z.output<typeof Make>;

export const ITEM_STATES = ["pending", "accepted", "rejected"] as const;
export const ItemState = z.enum(ITEM_STATES);
export type ItemState = z.output<typeof ItemState>;

/** Items of one proposal, at most. */
export const MOST_ITEMS = 100;

/** What is said of a plan as a whole; it stays as it is from then on. */
export const PROPOSAL_FIELDS = {
  title: { given: Title, columns: (title: string) => ({ title, titleFold: fold(title) }), undo: "note" },
  note: {
    given: Text.describe("Markdown: why, and what to look at."),
    fresh: "",
    told: (text: string) => briefValue(text),
    undo: "note",
  },
} as const satisfies FieldTable;

/** The columns of a status, those that sorting reads among them. */
export function statusColumns(status: ProposalStatus) {
  return { status, statusOrder: status === "open" ? 1 : 0 };
}

/** What events tell of proposals besides. Items stand in them by number. */
export const PROPOSAL_TOLD = {
  /** How many items it was made with. */
  items: { undo: "note" },
  status: {},
  /** Each with what it became: { item, became, id }. */
  accepted: { undo: "elements" },
  /** Each with the reason: { item, reason }. */
  rejected: { undo: "elements" },
  /** Which item was changed. */
  edited: { undo: "note" },
  /** Its fields, which may name what lies elsewhere. */
  changes: { undo: "elements", reveals: "total" },
  settled: { undo: "note" },
} as const satisfies Record<string, ToldField>;
