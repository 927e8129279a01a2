"use client";

import { LazyMergePane } from "#components/documents/lazy-editors";
import type { useDocumentDraft } from "#components/documents/use-document-draft";
import { ChangedBy } from "#components/issues/conflict-notice";
import { Button } from "#components/ui/button";
import type { Document } from "#lib/domain/documents/schema";

interface Props {
  document: Document;
  draft: ReturnType<typeof useDocumentDraft>;
  /** As it is now. */
  theirs: Document;
  onGiveUp: () => void;
}

/** Two people saved at once: both texts side by side, to choose or to merge. Nothing of either is lost. */
export function ConflictPane({ document, draft, theirs, onGiveUp }: Props) {
  return (
    <section aria-label="Two versions" className="flex h-dvh min-h-100 flex-col max-md:h-[calc(100dvh-56px)]">
      <div role="alert" className="border-b bg-danger-wash px-gutter py-2.5 text-row">
        <h1 className="font-medium">
          <ChangedBy changed={draft.changed} what={`text of ${document.key}`} /> while you were writing. Yours is kept
          and not saved yet.
        </h1>
        <p className="text-soft">
          The arrows take a change of theirs over into yours; you can also write in yours. What you do not take stays as
          revision {theirs.revision}.
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button look="primary" disabled={draft.saving} onClick={draft.saveOver}>
            {draft.saving ? "Saving…" : "Save the right side"}
          </Button>
          <Button onClick={draft.backToWriting}>Back to writing</Button>
          <Button look="quiet" onClick={onGiveUp}>
            Drop mine, keep theirs
          </Button>
        </div>
        {draft.problem ? <p className="mt-1 text-danger">{draft.problem}</p> : null}
        {theirs.title !== draft.title ? (
          <p className="mt-1 text-soft">
            Theirs is called “<bdi>{theirs.title}</bdi>”, yours “<bdi>{draft.title}</bdi>”.
          </p>
        ) : null}
      </div>
      <div className="grid grid-cols-2 border-b text-mini text-muted max-md:hidden">
        <span className="px-5 py-1">Theirs, revision {theirs.revision}</span>
        <span className="px-5 py-1">Yours</span>
      </div>
      <div className="min-h-0 flex-1">
        <LazyMergePane
          left={theirs.body}
          right={draft.mine}
          leftLabel="Their text"
          rightLabel="Your text"
          onRight={(text) => draft.write({ text, at: 0, typed: true })}
        />
      </div>
    </section>
  );
}
