"use client";

import { ConflictNotice } from "#components/issues/conflict-notice";
import type { GuardedText } from "#components/texts/use-guarded-text";
import { RestoredNotice } from "#components/typed/restored-notice";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";

interface Props {
  of: Pick<GuardedText, "typed" | "saving" | "problem" | "theirs" | "about" | "save" | "cancel" | "overwrite" | "take">;
  /** What it is, in a sentence. */
  what: string;
  /** Words of the button that saves it. */
  action: string;
}

/** Below a text that is edited: how it is saved, what is wrong with it, and what somebody else made of it meanwhile. */
export function SaveLine({ of: text, what, action }: Props) {
  if (text.theirs) {
    const { theirs, about, overwrite, take } = text;
    return <ConflictNotice {...{ what, theirs, about }} onOverwrite={overwrite} onTake={take} />;
  }
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <Button look="primary" disabled={text.saving} onClick={text.save}>
        {text.saving ? "Saving…" : action}
      </Button>
      <Button look="quiet" onClick={text.cancel}>
        Cancel
      </Button>
      <Kbd keys="mod+enter" />
      {text.problem ? (
        <p role="alert" className="text-danger">
          {text.problem} What you typed is kept.
        </p>
      ) : (
        <RestoredNotice typed={text.typed} onDiscard={text.cancel} />
      )}
    </div>
  );
}
