"use client";

import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";

interface Props {
  /** Of what is rejected. */
  title: string;
  /** What is typed is kept under it. */
  typedAs: string;
  /** Answers whether that was done; where not, what was typed stays. */
  onReject: (reason: string) => Promise<boolean>;
  onClose: () => void;
}

/** Asks for the reason, which may stay empty. */
export function RejectForm({ title, typedAs, onReject, onClose }: Props) {
  const typed = useTyped(typedAs, { reason: "" });
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
      onSubmit={async (event) => {
        event.preventDefault();
        if (await onReject(typed.values.reason)) typed.done();
      }}
    >
      <span className="min-w-0 flex-1 basis-full sm:basis-48">
        <Input
          autoFocus
          aria-label={`Why is “${title}” rejected?`}
          placeholder="Why? Who proposed it reads this"
          maxLength={1000}
          {...typed.bind("reason")}
        />
      </span>
      <Button type="submit" look="danger" size="field">
        Reject <Kbd keys="enter" />
      </Button>
      <CancelButton typed={typed} onClose={onClose} size="field" />
      <RestoredNotice typed={typed} className="w-full" />
    </form>
  );
}
