"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useTransition } from "react";
import { useWorkspace } from "#components/shell/workspace";

interface Place {
  /** Key of what the comments are on. */
  on: string;
  mayWrite: boolean;
  refresh: () => void;
}

const Context = createContext<Place | null>(null);

/** Where the comments here belong. */
export function useCommentPlace(): Place {
  const place = use(Context);
  if (!place) throw new Error("useCommentPlace is used outside of a CommentPlace");
  return place;
}

export function CommentPlace({ on, binned, children }: { on: string; binned: boolean; children: ReactNode }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [, startTransition] = useTransition();
  const place = useMemo(
    () => ({ on, mayWrite: mayWrite && !binned, refresh: () => startTransition(() => router.refresh()) }),
    [on, mayWrite, binned, router],
  );
  return <Context value={place}>{children}</Context>;
}
