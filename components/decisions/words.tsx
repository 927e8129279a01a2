import type { DecisionKind, DecisionStatus } from "#lib/domain/decisions/fields";

/** In the order of a decision's life. */
export const DECISION_STATUS_WORDS = {
  proposed: "Proposed",
  accepted: "Accepted",
  implemented: "Implemented",
  superseded: "Superseded",
  rejected: "Rejected",
} as const satisfies Record<DecisionStatus, string>;

export const DECISION_KIND_WORDS = {
  strategic: "Strategic",
  tactical: "Tactical",
  technical: "Technical",
  product: "Product",
} as const satisfies Record<DecisionKind, string>;
