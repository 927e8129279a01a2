/** A change of a stretch of a text. */
export interface Edit {
  start: number;
  end: number;
  after: string;
}

/** A text with these changes; of two that overlap the one that begins first, and of those the longer one, is made. */
export function applyEdits(text: string, edits: readonly Edit[]): { text: string; applied: Edit[] } {
  const inOrder = edits.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const applied: Edit[] = [];
  const parts: string[] = [];
  let from = 0;
  for (const edit of inOrder) {
    const before = applied.at(-1);
    if (edit.start < from || (before && before.start === edit.start)) continue;
    parts.push(text.slice(from, edit.start), edit.after);
    from = edit.end;
    applied.push(edit);
  }
  return { text: parts.join("") + text.slice(from), applied };
}
