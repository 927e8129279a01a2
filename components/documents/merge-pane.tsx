"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { EDITOR_THEME } from "#components/documents/editor-theme";

interface Props {
  /** The text on the left, as it stands. */
  left: string;
  right: string;
  leftLabel: string;
  rightLabel: string;
  /** Lets the right be edited and hears of it; what differs can be taken over from the left. */
  onRight?: (text: () => string) => void;
}

const COLLAPSE = { margin: 3, minSize: 6 };
/** To look no longer than this for the smallest difference. */
const DIFF = { scanLimit: 500, timeout: 300 };

function takeOver(): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "→";
  button.title = "Take this change over";
  button.setAttribute("aria-label", button.title);
  button.className = "grid min-h-6 place-items-center rounded-control text-soft hover:bg-hover hover:text-ink";
  return button;
}

/** One of the two ways to settle a difference where the texts stand below each other. */
function choice(type: "reject" | "accept", settle: (event: MouseEvent) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = type === "reject" ? "Take theirs" : "Keep mine";
  button.className = "m-1 min-h-6 rounded-control border border-line-strong bg-raised px-2 text-ink text-row";
  button.onmousedown = settle;
  return button;
}

/** Two texts side by side, unchanged stretches folded away; one below the other where there is no room. */
export default function MergePane({ left, right, leftLabel, rightLabel, onRight }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const tell = useEffectEvent((text: () => string) => onRight?.(text));
  const editable = onRight !== undefined;
  useEffect(() => {
    if (!box.current) return;
    const named = (label: string, readOnly: boolean): Extension => [
      markdown(),
      EDITOR_THEME,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
    ];
    const own: Extension = [
      named(rightLabel, !editable),
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) tell(() => update.state.doc.toString());
      }),
    ];
    if (window.matchMedia("(max-width: 767px)").matches) {
      const merged = unifiedMergeView({
        original: left,
        mergeControls: editable ? choice : false,
        collapseUnchanged: COLLAPSE,
        diffConfig: DIFF,
      });
      const view = new EditorView({ parent: box.current, doc: right, extensions: [own, merged] });
      return () => view.destroy();
    }
    const view = new MergeView({
      parent: box.current,
      a: { doc: left, extensions: named(leftLabel, true) },
      b: { doc: right, extensions: own },
      collapseUnchanged: COLLAPSE,
      diffConfig: DIFF,
      ...(editable ? { revertControls: "a-to-b" as const, renderRevertControl: takeOver } : {}),
    });
    return () => view.destroy();
  }, [left, right, leftLabel, rightLabel, editable]);
  return <div ref={box} className="h-full min-h-0 overflow-auto [&_.cm-merge-revert]:w-7!" />;
}
