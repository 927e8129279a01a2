"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { toastUndone } from "#components/events/undo-toast";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { IconButton } from "#components/ui/icon-button";
import { Tooltip } from "#components/ui/tooltip";
import type { Undone } from "#lib/domain/undo/schema";

/** Undoes what one event did; it shows when its row is pointed at or has the focus. */
export function UndoEvent({ number, words }: { number: number; words: string }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [busy, setBusy] = useState(false);
  if (!mayWrite) return null;

  async function undo() {
    setBusy(true);
    await attempt(async () => {
      toastUndone([await post<Undone>(`/events/${number}/revert`)], () => router.refresh());
      router.refresh();
    }, "It was not undone");
    setBusy(false);
  }

  return (
    <Tooltip text="Undo this" side="left">
      <IconButton
        icon={Undo2}
        disabled={busy}
        onClick={undo}
        label={`Undo this: ${words}`}
        className="-my-1 opacity-0 touch:-my-3 focus-visible:opacity-100 group-hover/event:opacity-100 pointer-coarse:opacity-100"
      />
    </Tooltip>
  );
}
