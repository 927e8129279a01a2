"use client";

import { Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { patch, Refusal } from "#components/api";
import { useDecision } from "#components/decisions/decision-context";
import { type ShortcutId, useShortcut } from "#components/shell/shortcuts";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import { Tooltip } from "#components/ui/tooltip";
import type { Decision } from "#lib/domain/decisions/schema";

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
  const { decision, isOpen, refresh } = useDecision();
  const [text, setText] = useState<string | null>(null);
  const [version, setVersion] = useState(decision.version);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const shown = decision[name];

  function begin() {
    if (!isOpen) return;
    setVersion(decision.version);
    setText((now) => now ?? shown);
  }

  async function save() {
    if (text === null || saving) return;
    if (text === shown) return setText(null);
    setSaving(true);
    try {
      await patch(`/decisions/${decision.key}`, { [name]: text, version });
      refresh();
      setText(null);
      setProblem(null);
    } catch (error) {
      const theirs = error instanceof Refusal && error.code === "conflict" ? (error.current as Decision | null) : null;
      if (theirs) setVersion(theirs.version);
      setProblem(
        theirs
          ? "It was changed while you were writing. Saving again writes yours over it."
          : error instanceof Error
            ? error.message
            : "Nothing was saved.",
      );
    } finally {
      setSaving(false);
    }
  }

  if (!shown && !isOpen) return null;
  return (
    <section aria-label={title} className={lead ? "group/text relative mt-5" : "group/text relative mt-8"}>
      <h2 className={lead ? "font-medium text-mini text-muted" : "font-semibold text-row"}>{title}</h2>
      {lead && isOpen ? <EditKey run={begin} id="editDescription" /> : null}
      {text !== null ? (
        <div className="mt-1.5">
          <TextArea
            autoFocus
            dir="auto"
            aria-label={`${title}, in Markdown`}
            value={text}
            disabled={saving}
            onChange={(event) => setText(event.target.value)}
            onCommit={save}
            onCancel={() => text === shown && setText(null)}
            className="min-h-24 font-mono text-row"
          />
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <Button look="primary" disabled={saving} onClick={save}>
              {saving ? "Saving…" : "Save"}
            </Button>
            <Button look="quiet" onClick={() => setText(null)}>
              Cancel
            </Button>
            <Kbd keys="mod+enter" />
            {problem ? (
              <p role="alert" className="text-danger">
                {problem} What you typed is kept.
              </p>
            ) : null}
          </div>
        </div>
      ) : shown ? (
        <>
          <div className={lead ? "mt-1 [&_.prose]:text-title [&_.prose]:text-ink" : "mt-1.5"}>{children}</div>
          {isOpen ? (
            <span className="absolute top-0 right-0 opacity-0 focus-within:opacity-100 group-hover/text:opacity-100 touch:-top-4 touch:opacity-100">
              <Tooltip text={`Edit ${title.toLowerCase()}`}>
                <Button size="icon" aria-label={`Edit ${title.toLowerCase()}`} onClick={begin}>
                  <Pencil className="size-3.5" aria-hidden="true" />
                </Button>
              </Tooltip>
            </span>
          ) : null}
        </>
      ) : (
        <button
          type="button"
          onClick={begin}
          className="-mx-2 mt-0.5 w-[calc(100%+16px)] rounded-control px-2 py-1.5 text-start text-muted text-prose hover:bg-hover"
        >
          {empty}
        </button>
      )}
    </section>
  );
}

function EditKey({ id, run }: { id: ShortcutId; run: () => void }) {
  useShortcut(id, run);
  return null;
}
