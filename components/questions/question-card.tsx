"use client";

import { CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import { useIssue } from "#components/issues/issue-context";
import { Byline, viaWords } from "#components/people/byline";
import { AnswerForm, type GivenAnswer } from "#components/questions/answer-form";
import { sendAnswer } from "#components/questions/send-answer";
import { WaitingSign } from "#components/questions/waiting-sign";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import type { Question } from "#lib/domain/questions/schema";

interface Props {
  question: Question;
  /** Its text as the server rendered it. */
  children: ReactNode;
  /** Likewise its answer. */
  answer: ReactNode;
}

/** One question: who asks whom, and the answer, or the way to give it. */
export function QuestionCard({ question, children, answer }: Props) {
  const { mayWrite, refresh } = useIssue();
  const { me } = useWorkspace();
  const { id, issue, by, via, of, state, blocking, version } = question;
  /** What was sent of this version and is shown until the page has the next. */
  const [sent, setSent] = useState<(GivenAnswer & { version: number }) | null>(null);
  const given = sent?.version === version ? sent : null;
  const open = state === "open" && given === null;

  async function respond(next: GivenAnswer) {
    setSent({ ...next, version });
    const done = await sendAnswer({ id, issue }, next, refresh);
    if (!done) setSent(null);
    return done;
  }
  const withdraw = () =>
    attempt(async () => {
      const { request } = await write("POST", `/questions/${id}/withdraw`, {});
      toastWithUndo("Question withdrawn", [request], refresh);
      refresh();
    }, "The question was not withdrawn");

  return (
    <li
      id={`question-${id}`}
      className="group/question scroll-mt-14 rounded-card border bg-sunken p-3 target:border-focus data-closed:border-transparent data-closed:bg-transparent data-closed:px-0 data-closed:py-1"
      data-closed={open ? undefined : ""}
    >
      <header className="flex min-h-6 items-start gap-2 text-row">
        <span className="min-w-0 flex-1" title={viaWords(via) || undefined}>
          <Asker by={by} via={via}>
            <span className="text-muted">
              {open ? "asks" : "asked"} {of.handle === me.handle ? "you" : <bdi>{of.name}</bdi>}
            </span>
            <RelativeTime at={question.createdAt} className="text-mini text-muted" />
            {open && blocking ? (
              <span className="flex items-center gap-1 text-accent-ink text-mini">
                <WaitingSign />
                The issue waits
              </span>
            ) : null}
            {state === "withdrawn" ? <span className="text-mini text-muted">withdrawn</span> : null}
          </Asker>
        </span>
        {open && mayWrite ? (
          <Button look="quiet" className="-my-1" onClick={withdraw}>
            Withdraw
          </Button>
        ) : null}
      </header>
      <div className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-2 ps-6.5">
        <div className={open ? "" : "text-soft"}>{children}</div>
        {open && mayWrite ? <AnswerForm question={question} onAnswer={respond} /> : null}
        {given ? (
          <Answered choice={given.choice ?? null}>
            {given.answer ? <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{given.answer}</p> : null}
          </Answered>
        ) : state === "answered" ? (
          <Answered choice={question.choice}>
            {answer}
            <span className="flex flex-wrap items-center gap-x-1.5 text-mini text-muted">
              <bdi>{question.answeredBy?.name ?? "Somebody who left"}</bdi>
              {question.answeredAt ? <RelativeTime at={question.answeredAt} /> : null}
            </span>
          </Answered>
        ) : null}
      </div>
    </li>
  );
}

/** Who asks, people or their agents; Turbo itself where nobody does. */
function Asker({ by, via, children }: Pick<Question, "by" | "via"> & { children: ReactNode }) {
  if (by !== null) {
    return (
      <Byline person={by} via={via}>
        {children}
      </Byline>
    );
  }
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
      <Avatar name="Turbo" agent />
      <span className="font-medium text-ink">Turbo</span>
      {children}
    </span>
  );
}

function Answered({ choice, children }: { choice: string | null; children: ReactNode }) {
  return (
    <div className="flex gap-2 text-row">
      <CircleCheck className="mt-0.75 size-3.5 shrink-0 text-status-done" aria-label="Answer" />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-0.5">
        {choice === null ? null : (
          <p dir="auto" className="font-medium [overflow-wrap:anywhere]">
            {choice}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
