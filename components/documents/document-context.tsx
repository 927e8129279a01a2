"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import type { DocumentLinks } from "#components/markdown/settle-links";
import { type Edited, useEdit } from "#components/use-edit";
import type { Document } from "#lib/domain/documents/schema";

interface DocumentAtHand extends Edited<Document> {
  document: Document;
  /** Where links by path in its text lead. */
  links: DocumentLinks;
}

const Context = createContext<DocumentAtHand | null>(null);

export function useDocument(): DocumentAtHand {
  const value = use(Context);
  if (!value) throw new Error("useDocument is used outside of a document");
  return value;
}

interface Props {
  document: Document;
  links?: DocumentLinks;
  children: ReactNode;
}

const NO_LINKS: DocumentLinks = {};

export function DocumentProvider({ document, links = NO_LINKS, children }: Props) {
  const edited = useEdit(`/documents/${document.key}`, document);
  const value = useMemo(() => ({ ...edited, document: edited.item, links }), [edited, links]);
  return <Context value={value}>{children}</Context>;
}
