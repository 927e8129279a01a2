"use client";

import { Pencil } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { TickableTasks } from "#components/markdown/task-box";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { NamingArea } from "#components/texts/naming-area";
import { SaveLine } from "#components/texts/save-line";
import type { GuardedText, TextSource } from "#components/texts/use-guarded-text";
import { KeptNotice } from "#components/typed/restored-notice";
import { IconButton } from "#components/ui/icon-button";
import type { TextArea } from "#components/ui/text-area";
import { Tooltip } from "#components/ui/tooltip";
import { useOpener } from "#components/ui/use-opener";
import type { Edited } from "#components/use-edit";

interface Props {
  of: TextSource<"description"> & Pick<Edited<{ description: string }>, "mayWrite" | "edit">;
  description: GuardedText;
  fieldProps?: ComponentProps<typeof TextArea>;
  /** How the server rendered it. */
  children: ReactNode;
}

/** A description: a press or D edits its Markdown in place. */
export function EditableDescription({ of, description, fieldProps, children }: Props) {
  const { item, mayWrite } = of;
  const shown = item.description;
  useShortcut("editDescription", () => mayWrite && description.begin());
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
        <SaveLine of={description} what="description" action="Save description" />
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
      <TickableTasks source={shown} save={(source) => of.edit({ description: source, version: item.version })}>
        {children}
      </TickableTasks>
      {kept}
      {mayWrite ? (
        <span className="absolute -top-1 right-0 opacity-0 focus-within:opacity-100 group-hover/description:opacity-100 touch:static touch:mt-3 touch:block touch:opacity-100">
          <Tooltip text={SHORTCUTS.editDescription.label} keys={SHORTCUTS.editDescription.keys}>
            <IconButton icon={Pencil} ref={opener} look="plain" label="Edit description" onClick={description.begin} />
          </Tooltip>
        </span>
      ) : null}
    </section>
  );
}
