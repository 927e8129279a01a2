"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownKeymap } from "@codemirror/lang-markdown";
import { searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { editorFiles } from "#components/attachments/editor-files";
import { useTakeFiles } from "#components/attachments/use-file-drop";
import { EDITOR_THEME, FILLING } from "#components/documents/editor-theme";

interface Props {
  label: string;
  /** What it begins with; asked once. */
  initial: () => string;
  /** Called on every change of text or selection; the text is copied out only by calling. */
  onChange: (change: { text: () => string; at: number; typed: boolean }) => void;
}

/** A Markdown text being edited; as quick with a megabyte as with a line. */
export default function MarkdownEditor({ label, initial, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const begin = useRef(initial);
  const tell = useEffectEvent(onChange);
  const takeFiles = useTakeFiles();
  const take = useEffectEvent((...files: Parameters<NonNullable<typeof takeFiles>>) => void takeFiles?.(...files));
  useEffect(() => {
    if (!box.current) return;
    const view = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: begin.current(),
        extensions: [
          history(),
          markdown(),
          EDITOR_THEME,
          FILLING,
          keymap.of([...markdownKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
          placeholder("Write in Markdown"),
          editorFiles((text, files) => take(text, files)),
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", tabindex: "0" }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged && !update.selectionSet) return;
            const { state } = update;
            tell({ text: () => state.doc.toString(), at: state.selection.main.head, typed: update.docChanged });
          }),
        ],
      }),
    });
    // Its code may come when somebody types a title already.
    if (!document.activeElement?.matches("input, textarea")) view.focus();
    return () => view.destroy();
  }, [label]);
  return <div ref={box} className="h-full min-h-0" />;
}
