"use client";

import { post } from "#components/api";
import { DocumentPicker } from "#components/documents/document-picker";
import type { Place } from "#components/documents/tree-rows";
import { toastWithUndo } from "#components/events/undo-toast";
import { attempt } from "#components/ui/attempt";

interface Movable {
  id: string;
  key: string;
  project: string;
  parent: string | null;
}

/** Puts a document elsewhere in its tree and offers the way back; says so where it is refused. Answers whether it was done. */
export async function moveDocument(
  { key, parent: from }: Movable,
  { parent, ...beside }: Place,
  onMoved: () => void,
): Promise<boolean> {
  const input = { document: key, ...(parent === from ? {} : { parent }), ...beside };
  return attempt(async () => {
    // A batch of one, because its answer names the request that undo asks for.
    const { request } = await post<{ request: string }>("/batch", {
      items: [{ operation: "documents.update", input }],
    });
    onMoved();
    toastWithUndo(movedWords(key, from, parent), [request], onMoved);
  }, `${key} was not moved`);
}

function movedWords(key: string, from: string | null, to: string | null): string {
  if (from === to) return `Moved ${key}`;
  return to === null ? `Moved ${key} to the top level` : `Moved ${key} under ${to}`;
}

interface Props {
  document: Movable;
  anchor: HTMLElement;
  onMove: (to: Place) => void;
  onClose: () => void;
}

/** Chooses what a document is to lie under. */
export function MovePicker({ document, anchor, onMove, onClose }: Props) {
  return (
    <DocumentPicker
      anchor={anchor}
      title={`Move ${document.key} under`}
      document={document}
      onPick={(parent) => {
        onClose();
        if ((parent?.key ?? null) !== document.parent) onMove({ parent: parent?.key ?? null });
      }}
      onClose={onClose}
    />
  );
}
