"use client";

import { lazyPart } from "#components/ui/lazy-part";
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
export const LazyMarkdownEditor = lazyPart(
  () => import("#components/documents/markdown-editor").then((loaded) => loaded.default),
  Waiting,
);
export const LazyMergePane = lazyPart(
  () => import("#components/documents/merge-pane").then((loaded) => loaded.default),
  Waiting,
);
