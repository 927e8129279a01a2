"use client";

import { MessageCircleQuestionMark } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AddButton } from "#components/issues/add-button";
import { useIssue } from "#components/issues/issue-context";
import { IssueSection } from "#components/issues/issue-section";
import { AskForm } from "#components/questions/ask-form";
import { hintOf, useShortcut } from "#components/shell/shortcuts";
import { useOpener } from "#components/ui/use-opener";

/** What somebody has to answer before the issue goes on, and what was answered; `open` is how many wait. */
export function QuestionSection({ many, open, children }: { many: number; open: number; children: ReactNode }) {
  const { mayWrite } = useIssue();
  const [asking, setAsking] = useState(false);
  const opener = useOpener(asking);
  const ask = () => mayWrite && setAsking(true);
  useShortcut("askQuestion", ask);
  const button = mayWrite ? (
    <AddButton ref={opener} icon={MessageCircleQuestionMark} title={hintOf("askQuestion")} onClick={ask}>
      Ask a question
    </AddButton>
  ) : null;

  if (many === 0 && !asking) return button;
  return (
    <IssueSection
      id="questions"
      title="Questions"
      count={open > 0 ? `${open} open` : undefined}
      actions={asking ? null : button}
    >
      {asking ? <AskForm onClose={() => setAsking(false)} /> : null}
      {children}
    </IssueSection>
  );
}
