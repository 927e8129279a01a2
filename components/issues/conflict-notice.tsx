"use client";

import { Button } from "#components/ui/button";

interface Props {
  what: string;
  theirs: string;
  onOverwrite: () => void;
  onTake: () => void;
}

/** Somebody else changed the same text: both are kept until one is chosen. */
export function ConflictNotice({ what, theirs, onOverwrite, onTake }: Props) {
  return (
    <div role="alert" className="mt-2 rounded-card border border-danger/60 bg-danger-wash p-3 text-row">
      <p className="font-medium">
        The {what} changed while you were writing. Yours is kept above and is not saved yet.
      </p>
      <details className="mt-1">
        <summary className="w-fit text-soft">Show theirs</summary>
        <pre className="mt-1 max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-control bg-raised p-2 font-sans text-control">
          {theirs}
        </pre>
      </details>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="plain" onClick={onOverwrite}>
          Save mine over theirs
        </Button>
        <Button look="quiet" onClick={onTake}>
          Drop mine, keep theirs
        </Button>
      </div>
    </div>
  );
}
