"use client";

import type { ReactNode } from "react";
import { AnswerForm, type GivenAnswer } from "#components/questions/answer-form";
import { subjectPath } from "#components/references/subject-path";
import { buttonClasses } from "#components/ui/button";
import { Link } from "#components/ui/link";
import type { InboxItem } from "#lib/domain/inbox/schema";

interface Props {
  item: InboxItem;
  question: NonNullable<InboxItem["question"]>;
  /** Its text as the server rendered it. */
  text: ReactNode;
  onAnswer: (given: GivenAnswer) => Promise<boolean>;
  onClose: () => void;
}

/** A question below its row, to be answered right there. */
export function InboxQuestion({ item: { on }, question, text, onAnswer, onClose }: Props) {
  return (
    <section
      aria-label={`Question on ${on.key}`}
      className="grid max-w-180 grid-cols-[minmax(0,1fr)] gap-3 px-gutter pt-1 pb-3 sm:ps-14"
    >
      <div className="max-h-80 overflow-y-auto">{text}</div>
      <AnswerForm question={question} autoFocus onAnswer={onAnswer} onClose={onClose} />
      <p>
        <Link
          href={`${subjectPath(on)}#question-${question.id}`}
          className={`${buttonClasses({ look: "quiet" })} -ms-2.5`}
        >
          Open {on.key}
        </Link>
      </p>
    </section>
  );
}
