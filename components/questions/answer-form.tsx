"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button, buttonClasses } from "#components/ui/button";
import { classNames } from "#components/ui/class-names";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import type { Question } from "#lib/domain/questions/schema";

export interface GivenAnswer {
  choice?: string;
  answer: string;
}

interface Props {
  question: Pick<Question, "id" | "options">;
  autoFocus?: boolean;
  /** Sends it, and answers whether that was done; where not, what was typed stays. */
  onAnswer: (given: GivenAnswer) => Promise<boolean>;
  /** Absent for the form that is always there. */
  onClose?: () => void;
}

/** Answers a question: an option by a press or by 1 to 9 where none of its fields is typed in, own words by Ctrl or Cmd with Enter. */
export function AnswerForm({ question: { id, options }, autoFocus = false, onAnswer, onClose }: Props) {
  const typed = useTyped(`questions/${id}/answer`, { answer: "" });
  const { answer } = typed.values;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (autoFocus) form.current?.querySelector<HTMLElement>("button, textarea")?.focus();
  }, [autoFocus]);

  async function send(choice?: string) {
    if (choice === undefined && answer.trim() === "") return;
    if (await onAnswer({ ...(choice === undefined ? {} : { choice }), answer })) typed.done();
  }

  function keys(event: KeyboardEvent) {
    if (event.key === "Escape" && onClose) {
      event.stopPropagation();
      return onClose();
    }
    const option = options[Number(event.key) - 1];
    const plain = !event.metaKey && !event.ctrlKey && !event.altKey;
    if (option === undefined || !plain || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    void send(option);
  }

  return (
    <form
      ref={form}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      className="grid grid-cols-[minmax(0,1fr)] gap-2"
    >
      {options.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5" aria-label="Options">
          {options.map((option, place) => (
            <li key={option} className="min-w-0 max-w-full">
              <button
                type="button"
                dir="auto"
                aria-keyshortcuts={place < 9 ? String(place + 1) : undefined}
                onClick={() => send(option)}
                className={classNames(buttonClasses(), "max-w-full min-h-control h-auto! py-0.5 text-start")}
              >
                {place < 9 ? (
                  <span className="touch:hidden">
                    <Kbd keys={String(place + 1)} />
                  </span>
                ) : null}
                <span className="min-w-0 whitespace-normal [overflow-wrap:anywhere]">{option}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="rounded-card border border-edge bg-raised focus-within:border-focus">
        <TextArea
          bare
          aria-label="Answer"
          placeholder={options.length > 0 ? "Another answer, or a word on the option you choose" : "Answer in Markdown"}
          onCommit={() => send()}
          {...typed.bind("answer")}
          className="block min-h-9 px-3 py-2 text-control"
        />
        <RestoredNotice typed={typed} className="px-3 pb-1" />
        {answer.trim() !== "" || onClose ? (
          <div className="flex items-center justify-end gap-2 p-1.5 pt-0">
            <span className="max-sm:hidden">
              <Kbd keys="mod+enter" />
            </span>
            {onClose ? <CancelButton typed={typed} onClose={onClose} /> : null}
            <Button type="submit" look={answer.trim() ? "primary" : "plain"} disabled={!answer.trim()}>
              Answer
            </Button>
          </div>
        ) : null}
      </div>
    </form>
  );
}
