"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useState, useTransition } from "react";
import { patch } from "#components/api";
import type { DocumentLinks } from "#components/markdown/settle-links";
import { useWorkspace } from "#components/shell/workspace";
import { refusalToast } from "#components/ui/refusal-toast";
import type { Document } from "#lib/domain/documents/schema";

interface DocumentAtHand {
  /** As the page read it, with what was changed here since. */
  document: Document;
  mayWrite: boolean;
  /** Where links by path in its text lead. */
  links: DocumentLinks;
  /** Shows a change at once and sends it; says so and takes it back where it is refused. */
  edit: (body: Record<string, unknown>, shown: Partial<Document>) => Promise<boolean>;
  refresh: () => void;
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
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [, startTransition] = useTransition();
  const [read, setRead] = useState(document);
  const [shown, setShown] = useState<Partial<Document>>({});
  if (read !== document) {
    setRead(document);
    setShown({});
  }
  const value = useMemo<DocumentAtHand>(() => {
    const refresh = () => startTransition(() => router.refresh());
    return {
      document: { ...document, ...shown },
      links,
      mayWrite: mayWrite && document.shelf !== "binned",
      refresh,
      async edit(body, change) {
        setShown((now) => ({ ...now, ...change }));
        try {
          await patch(`/documents/${document.key}`, body);
          refresh();
          return true;
        } catch (error) {
          setShown({});
          refusalToast(error, `${document.key} was not changed`);
          return false;
        }
      },
    };
  }, [document, links, shown, mayWrite, router]);
  return <Context value={value}>{children}</Context>;
}
