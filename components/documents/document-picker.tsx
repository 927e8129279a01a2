"use client";

import { useState } from "react";
import { get } from "#components/api";
import { LazyPicker } from "#components/ui/lazy-picker";
import { useAsked } from "#components/ui/use-asked";
import type { DocumentChip, DocumentLine } from "#lib/domain/documents/schema";

interface Props {
  anchor: HTMLElement;
  title: string;
  /** Of whose project the documents are; it is not among them. */
  document: { id: string; project: string; parent: string | null };
  /** Null for the top level. */
  onPick: (document: DocumentChip | null) => void;
  onClose: () => void;
}

const TOP = "top";

/** Chooses a document of the project by typing its title. */
export function DocumentPicker({ anchor, title, document, onPick, onClose }: Props) {
  const [text, setText] = useState("");
  const asked = useAsked(text, 120, async () => {
    const query = { project: document.project, text, limit: 50, sort: text ? "title" : "-updatedAt" };
    const page = await get<{ items: DocumentLine[] }>("/documents", query).catch(() => ({ items: [] }));
    return page.items.filter((one) => one.id !== document.id);
  });
  const found = asked?.answer;
  return (
    <LazyPicker
      anchor={anchor}
      title={title}
      choices={
        found
          ? [
              { value: TOP, words: "Top level" },
              ...found.map((one) => ({ value: one.key, words: one.title, hint: one.key })),
            ]
          : null
      }
      searching={asked?.question !== text}
      selected={[document.parent ?? TOP]}
      onSearch={setText}
      onPick={(value) => onPick(found?.find((one) => one.key === value) ?? null)}
      onClose={onClose}
    />
  );
}
