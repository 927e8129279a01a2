"use client";

import { ConflictNotice } from "#components/issues/conflict-notice";
import { useShortcut } from "#components/shell/shortcuts";
import { type TextSource, useGuardedText } from "#components/texts/use-guarded-text";
import { KeptNotice, RestoredNotice } from "#components/typed/restored-notice";
import { TextArea } from "#components/ui/text-area";
import { useOpener } from "#components/ui/use-opener";

const TYPE = "text-title font-semibold break-words [overflow-wrap:anywhere] sm:text-display";

/** Why a title stays in edit. */
const REQUIRED = "It needs a title. Type one, or press Escape to leave it as it was.";

interface Props extends TextSource<"title"> {
  mayWrite: boolean;
}

/** A page's title; a press or E edits it in place, Enter saves, Escape leaves it. */
export function EditableTitle({ of }: { of: Props }) {
  const title = useGuardedText(of, "title", REQUIRED);
  const { mayWrite } = of;
  const shown = of.item.title;
  const { typed } = title;
  useShortcut("editTitle", () => mayWrite && title.begin());
  const opener = useOpener(title.editing);
  if (!title.editing) {
    return (
      <>
        <h1 dir="auto" className={TYPE}>
          {mayWrite ? (
            <button
              ref={opener}
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
        {mayWrite && typed.isChanged ? <KeptNotice onOpen={title.begin} onDiscard={title.cancel} /> : null}
      </>
    );
  }
  return (
    <div>
      <TextArea
        bare
        autoFocus
        dir="auto"
        aria-label="Title"
        placeholder="Title"
        aria-invalid={Boolean(title.problem)}
        value={typed.values.text}
        readOnly={title.saving}
        rows={1}
        onChange={(event) => title.write(event.target.value.replaceAll("\n", " "))}
        onFocus={(event) => event.target.setSelectionRange(event.target.value.length, event.target.value.length)}
        onCancel={title.leave}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          title.save();
        }}
        onBlur={() => {
          if (title.saving || title.theirs || title.problem) return;
          if (title.touched) title.save();
          else title.leave();
        }}
        className={`${TYPE} -mx-2 -my-1 block w-[calc(100%+16px)] rounded-control bg-hover! px-2 py-1 outline-2! outline-focus! outline-solid!`}
      />
      {title.theirs ? (
        <ConflictNotice
          what="title"
          theirs={title.theirs}
          about={title.about}
          onOverwrite={title.overwrite}
          onTake={title.take}
        />
      ) : title.problem ? (
        <p role="alert" className="mt-2 text-danger">
          {title.problem} {typed.values.text.trim() ? "What you typed is kept." : ""}
        </p>
      ) : (
        <RestoredNotice typed={typed} onDiscard={title.cancel} className="mt-2" />
      )}
    </div>
  );
}
