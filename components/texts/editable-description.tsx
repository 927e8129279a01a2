"use client";

import { Pencil } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { ConflictNotice } from "#components/issues/conflict-notice";
import { TickableTasks } from "#components/markdown/task-box";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { NamingArea } from "#components/texts/naming-area";
import type { GuardedText } from "#components/texts/use-guarded-text";
import { KeptNotice, RestoredNotice } from "#components/typed/restored-notice";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import type { TextArea } from "#components/ui/text-area";
import { Tooltip } from "#components/ui/tooltip";
import { useOpener } from "#components/ui/use-opener";

interface Props {
  description: GuardedText;
  shown: string;
  mayWrite: boolean;
  /** Saves the whole text after a box in it was ticked. */
  onTick: ComponentProps<typeof TickableTasks>["save"];
  fieldProps?: ComponentProps<typeof TextArea>;
  /** How the server rendered it. */
  children: ReactNode;
}

/** A description whose Markdown is edited in place. */
export function EditableDescription({ description, shown, mayWrite, onTick, fieldProps, children }: Props) {
  const { typed } = description;
  const opener = useOpener(description.editing);
  const kept =
    mayWrite && typed.isChanged ? <KeptNotice onOpen={description.begin} onDiscard={description.cancel} /> : null;
  if (description.editing) {
    return (
      <section aria-label="Description">
        <NamingArea
          autoFocus
          dir="auto"
          aria-label="Description, in Markdown"
          value={typed.values.text}
          readOnly={description.saving}
          onWrite={description.write}
          onCommit={description.save}
          {...fieldProps}
          onCancel={() => !typed.isChanged && description.leave()}
          className="min-h-40 font-mono text-row"
        />
        {description.theirs ? (
          <ConflictNotice
            what="description"
            theirs={description.theirs}
            about={description.about}
            onOverwrite={description.overwrite}
            onTake={description.take}
          />
        ) : (
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <Button look="primary" disabled={description.saving} onClick={description.save}>
              {description.saving ? "Saving…" : "Save description"}
            </Button>
            <Button look="quiet" onClick={description.cancel}>
              Cancel
            </Button>
            <Kbd keys="mod+enter" />
            {description.problem ? (
              <p role="alert" className="text-danger">
                {description.problem} What you typed is kept.
              </p>
            ) : (
              <RestoredNotice typed={typed} onDiscard={description.cancel} />
            )}
          </div>
        )}
      </section>
    );
  }
  if (!shown) {
    return mayWrite ? (
      <>
        <button
          ref={opener}
          type="button"
          onClick={description.begin}
          className="-mx-2 w-[calc(100%+16px)] rounded-control px-2 py-1.5 text-start text-muted text-prose hover:bg-hover"
        >
          Add a description
        </button>
        {kept}
      </>
    ) : null;
  }
  return (
    <section aria-label="Description" className="group/description relative">
      <TickableTasks source={shown} save={onTick}>
        {children}
      </TickableTasks>
      {kept}
      {mayWrite ? (
        <span className="absolute -top-1 right-0 opacity-0 focus-within:opacity-100 group-hover/description:opacity-100 touch:static touch:mt-3 touch:block touch:opacity-100">
          <Tooltip text={SHORTCUTS.editDescription.label} keys={SHORTCUTS.editDescription.keys}>
            <Button ref={opener} look="plain" size="icon" aria-label="Edit description" onClick={description.begin}>
              <Pencil className="size-3.5" aria-hidden="true" />
            </Button>
          </Tooltip>
        </span>
      ) : null}
    </section>
  );
}
