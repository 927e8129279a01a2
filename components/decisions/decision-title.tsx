"use client";

import { useDecision } from "#components/decisions/decision-context";
import { useShortcut } from "#components/shell/shortcuts";
import { EditableTitle, TITLE_REQUIRED } from "#components/texts/editable-title";
import { useGuardedTextOf } from "#components/texts/use-guarded-text";

/** The title; while it is proposed, a press or E edits it in place. */
export function DecisionTitle() {
  const { decision, isOpen, refresh } = useDecision();
  const path = `/decisions/${decision.key}`;
  const title = useGuardedTextOf({ path, subject: decision, field: "title", refresh, required: TITLE_REQUIRED });
  useShortcut("editTitle", () => isOpen && title.begin());
  return <EditableTitle title={title} shown={decision.title} mayWrite={isOpen} />;
}
