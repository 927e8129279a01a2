import { EditorView } from "@codemirror/view";
import { type EditedText, pastedFiles } from "#components/attachments/use-file-drop";

/** Lets a CodeMirror editor take files that are pasted or dropped into it. */
export function editorFiles(take: (text: EditedText, files: readonly File[]) => void) {
  return EditorView.domEventHandlers({
    paste: (event, view) => takeIn(view, pastedFiles(event.clipboardData)),
    drop(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && at !== null) view.dispatch({ selection: { anchor: at } });
      return takeIn(view, files);
    },
  });

  /** Answers whether the editor has nothing left to do. */
  function takeIn(view: EditorView, files: readonly File[]): boolean {
    if (files.length === 0) return false;
    take(textOf(view), files);
    return true;
  }
}

function textOf(view: EditorView): EditedText {
  return {
    insert: (words) => view.dispatch(view.state.replaceSelection(words)),
    replace(words, by) {
      const from = view.state.doc.toString().indexOf(words);
      if (from >= 0) view.dispatch({ changes: { from, to: from + words.length, insert: by } });
    },
  };
}
