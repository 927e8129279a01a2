"use client";

import { useDecision } from "#components/decisions/decision-context";
import { EditableTitle } from "#components/texts/editable-title";

/** The title; it is edited while the decision is proposed. */
export function DecisionTitle() {
  const decision = useDecision();
  return <EditableTitle of={{ ...decision, mayWrite: decision.isOpen }} />;
}
