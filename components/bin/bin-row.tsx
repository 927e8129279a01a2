"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { IssueKey } from "#components/issues/issue-key";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { BinEntry } from "#lib/domain/bin/schema";
import { KINDS } from "#lib/domain/kinds";

/** One thing in the bin, with the way back. */
export function BinRow({ entry }: { entry: BinEntry }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const { words, folder } = KINDS[entry.kind];

  async function restore() {
    setBusy(true);
    const refused = `The ${words.toLowerCase()} was not restored`;
    if (!(await attempt(() => post(`/${folder}/${entry.id}/restore`), refused))) return setBusy(false);
    toast(`${words} restored`);
    router.refresh();
  }

  return (
    <li className="flex min-h-row items-center gap-3 border-line/60 border-b px-gutter py-1 hover:bg-hover sm:py-0">
      <span className="w-18 shrink-0 text-mini text-muted">{words}</span>
      <IssueKey className="shrink-0 sm:w-21">{entry.key}</IssueKey>
      <span dir="auto" className="min-w-0 flex-1 truncate text-start">
        {entry.title}
      </span>
      <RelativeTime at={entry.binnedAt} className="text-mini text-muted max-sm:hidden" />
      {mayWrite ? (
        <Button look="quiet" data-open="" disabled={busy} onClick={restore} aria-label={`Restore ${entry.title}`}>
          Restore
        </Button>
      ) : null}
    </li>
  );
}
