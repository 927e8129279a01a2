"use client";

import { useEffect, useState } from "react";
import { get } from "#components/api";
import { LazyPicker } from "#components/ui/lazy-picker";
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
  const [found, setFound] = useState<{ text: string; documents: DocumentLine[] } | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const query = { project: document.project, text, limit: 50, sort: text ? "title" : "-updatedAt" };
      const page = await get<{ items: DocumentLine[] }>("/documents", query).catch(() => ({ items: [] }));
      if (!stale) setFound({ text, documents: page.items.filter((one) => one.id !== document.id) });
    }, 120);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, document]);
  return (
    <LazyPicker
      anchor={anchor}
      title={title}
      choices={
        found && [
          { value: TOP, words: "Top level" },
          ...found.documents.map((one) => ({ value: one.key, words: one.title, hint: one.key })),
        ]
      }
      searching={found?.text !== text}
      selected={[document.parent ?? TOP]}
      onSearch={setText}
      onPick={(value) => onPick(found?.documents.find((one) => one.key === value) ?? null)}
      onClose={onClose}
    />
  );
}
