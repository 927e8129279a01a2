"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton";

function Waiting() {
  return (
    <div className="grid gap-2 p-5" aria-hidden="true">
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}

/** The editor and the comparison, whose code comes with their first use. */
export const LazyMarkdownEditor = dynamic(() => import("#components/documents/markdown-editor"), {
  ssr: false,
  loading: Waiting,
});
export const LazyMergePane = dynamic(() => import("#components/documents/merge-pane"), {
  ssr: false,
  loading: Waiting,
});
