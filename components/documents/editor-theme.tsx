import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "21px" },
  ".cm-content": { padding: "16px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 20px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "1.5px" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklch, var(--accent) 26%, transparent) !important",
  },
  ".cm-gutters": { backgroundColor: "transparent", border: "none", color: "var(--faint)" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--line) !important" },
  ".cm-panel input, .cm-panel button": { fontFamily: "var(--font-sans)", fontSize: "13px" },
  ".cm-textfield": { backgroundColor: "var(--raised)", border: "1px solid var(--edge)", borderRadius: "6px" },
  ".cm-button": {
    background: "var(--raised)",
    border: "1px solid var(--line-strong)",
    borderRadius: "6px",
    color: "var(--ink)",
  },
  ".cm-searchMatch": { backgroundColor: "color-mix(in oklch, var(--status-progress) 35%, transparent)" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in oklch, var(--status-progress) 65%, transparent)" },
  ".cm-collapsedLines": {
    background: "var(--sunken)",
    color: "var(--muted)",
    fontFamily: "var(--font-sans)",
    padding: "4px 20px",
  },
  // The font has no glyph for the sign that stands there.
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '""' },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": {
    backgroundColor: "color-mix(in oklch, var(--label-red) 11%, transparent)",
  },
  ".cm-deletedChunk": { paddingLeft: "20px", paddingRight: "20px" },
  ".cm-insertedLine, .cm-deletedLine, .cm-deletedLine del": { background: "none", textDecoration: "none" },
  "&.cm-merge-b .cm-changedLine": {
    backgroundColor: "color-mix(in oklch, var(--label-green) 13%, transparent)",
  },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in oklch, var(--label-red) 28%, transparent)",
  },
  "&.cm-merge-b .cm-changedText": { background: "color-mix(in oklch, var(--label-green) 30%, transparent)" },
  ".cm-changeGutter": { width: "3px", paddingLeft: "0" },
  "&.cm-merge-a .cm-changedLineGutter": { background: "var(--label-red)" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--label-green)" },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, color: "var(--ink)", fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.url], color: "var(--accent-ink)" },
  { tag: tags.monospace, color: "var(--soft)" },
  { tag: tags.quote, color: "var(--soft)" },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator, tags.labelName], color: "var(--faint)" },
]);

const AUTO = Decoration.line({ attributes: { dir: "auto" } });

/** Each line in sight has the direction of its own words. */
const directions = ViewPlugin.define(
  (view) => {
    const plugin = {
      lines: linesInSight(view),
      update({ docChanged, viewportChanged }: { docChanged: boolean; viewportChanged: boolean }) {
        if (docChanged || viewportChanged) plugin.lines = linesInSight(view);
      },
    };
    return plugin;
  },
  { decorations: ({ lines }) => lines },
);

function linesInSight({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      builder.add(line.from, line.from, AUTO);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** How texts look while they are edited or compared. */
export const EDITOR_THEME: Extension = [
  look,
  syntaxHighlighting(colours),
  EditorView.lineWrapping,
  directions,
  EditorView.perLineTextDirection.of(true),
];

/** For an editor that fills its place and scrolls by itself. */
export const FILLING: Extension = EditorView.theme({
  "&": { height: "100%" },
  ".cm-scroller": { overflow: "auto" },
  ".cm-content": { paddingBottom: "40vh" },
});
