"use client";

import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { useDecision } from "#components/decisions/decision-context";
import { type ShortcutId, useShortcut } from "#components/shell/shortcuts";
import { SaveLine } from "#components/texts/save-line";
import { useGuardedText } from "#components/texts/use-guarded-text";
import { KeptNotice } from "#components/typed/restored-notice";
import { IconButton } from "#components/ui/icon-button";
import { TextArea } from "#components/ui/text-area";
import { Tooltip } from "#components/ui/tooltip";
import { useOpener } from "#components/ui/use-opener";

type TextName = "context" | "outcome" | "rationale" | "consequences";

interface Props {
  name: TextName;
  title: string;
  /** Words where nothing stands yet. */
  empty: string;
  /** Stands first and larger. */
  lead?: boolean;
  /** How the server rendered it. */
  children: ReactNode;
}

/** One of a decision's texts; while it is proposed, a press edits its Markdown in place. */
export function DecisionText({ name, title, empty, lead, children }: Props) {
  const decision = useDecision();
  const { isOpen } = decision;
  const shown = decision.item[name];
  const text = useGuardedText(decision, name);
  const { typed } = text;
  const opener = useOpener(text.editing);
  const begin = () => isOpen && text.begin();
  const kept = isOpen && typed.isChanged ? <KeptNotice onOpen={text.begin} onDiscard={text.cancel} /> : null;

  if (!shown && !isOpen) return null;
  return (
    <section aria-label={title} className={lead ? "group/text relative mt-5" : "group/text relative mt-8"}>
      <h2 className={lead ? "font-medium text-mini text-muted" : "font-semibold text-row"}>{title}</h2>
      {lead && isOpen ? <EditKey run={begin} id="editDescription" /> : null}
      {text.editing ? (
        <div className="mt-1.5">
          <TextArea
            autoFocus
            dir="auto"
            aria-label={`${title}, in Markdown`}
            value={typed.values.text}
            readOnly={text.saving}
            onChange={(event) => text.write(event.target.value)}
            onCommit={text.save}
            onCancel={() => !typed.isChanged && text.leave()}
            className="min-h-24 font-mono text-row"
          />
          <SaveLine of={text} what="text" action="Save" />
        </div>
      ) : shown ? (
        <>
          {kept}
          <div className={lead ? "mt-1 [&_.prose]:text-title [&_.prose]:text-ink" : "mt-1.5"}>{children}</div>
          {isOpen ? (
            <span className="absolute top-0 right-0 opacity-0 focus-within:opacity-100 group-hover/text:opacity-100 touch:-top-4 touch:opacity-100">
              <Tooltip text={`Edit ${title.toLowerCase()}`}>
                <IconButton
                  icon={Pencil}
                  look="plain"
                  ref={opener}
                  label={`Edit ${title.toLowerCase()}`}
                  onClick={begin}
                />
              </Tooltip>
            </span>
          ) : null}
        </>
      ) : (
        <>
          <button
            ref={opener}
            type="button"
            onClick={begin}
            className="-mx-2 mt-0.5 w-[calc(100%+16px)] rounded-control px-2 py-1.5 text-start text-muted text-prose hover:bg-hover"
          >
            {empty}
          </button>
          {kept}
        </>
      )}
    </section>
  );
}

function EditKey({ id, run }: { id: ShortcutId; run: () => void }) {
  useShortcut(id, run);
  return null;
}
