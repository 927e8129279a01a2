"use client";

import { ConflictNotice } from "#components/issues/conflict-notice";
import type { GuardedText } from "#components/texts/use-guarded-text";
import { TextArea } from "#components/ui/text-area";

const TYPE = "text-title font-semibold break-words [overflow-wrap:anywhere] sm:text-display";

/** A page's title; a press edits it in place, Enter saves, Escape leaves it. */
export function EditableTitle({ title, shown, mayWrite }: { title: GuardedText; shown: string; mayWrite: boolean }) {
  if (!title.editing) {
    return (
      <h1 dir="auto" className={TYPE}>
        {mayWrite ? (
          <button
            type="button"
            onClick={title.begin}
            aria-label={`${shown}. Edit title`}
            className="-mx-2 -my-1 w-[calc(100%+16px)] cursor-text rounded-control px-2 py-1 text-start hover:bg-hover"
          >
            {shown}
          </button>
        ) : (
          shown
        )}
      </h1>
    );
  }
  return (
    <div>
      <TextArea
        bare
        autoFocus
        dir="auto"
        aria-label="Title"
        aria-invalid={Boolean(title.problem)}
        value={title.text}
        disabled={title.saving}
        rows={1}
        onChange={(event) => title.write(event.target.value.replaceAll("\n", " "))}
        onFocus={(event) => event.target.setSelectionRange(event.target.value.length, event.target.value.length)}
        onCancel={title.cancel}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          title.save();
        }}
        onBlur={() => !title.problem && title.save()}
        className={`${TYPE} -mx-2 -my-1 block w-[calc(100%+16px)] rounded-control bg-hover px-2 py-1 outline-2 outline-focus`}
      />
      {title.theirs !== null ? (
        <ConflictNotice what="title" theirs={title.theirs} onOverwrite={title.overwrite} onTake={title.take} />
      ) : title.problem ? (
        <p role="alert" className="mt-2 text-danger">
          {title.problem} What you typed is kept.
        </p>
      ) : null}
    </div>
  );
}
