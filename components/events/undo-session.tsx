"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { post, Refusal } from "#components/api";
import { UndoPreview } from "#components/events/undo-preview";
import { toastUndone } from "#components/events/undo-toast";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { FormProblem } from "#components/ui/form-problem";
import type { Session } from "#lib/domain/sessions/schema";
import type { Undone } from "#lib/domain/undo/schema";

/** Shows what undoing a session would put back and what would stay, and does it when told to. */
export function UndoSession({ session, onClose }: { session: Session; onClose: () => void }) {
  const router = useRouter();
  const [preview, setPreview] = useState<Undone | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { keyId } = session;
  const name = session.session ?? "";

  useEffect(() => {
    let wanted = true;
    post<Undone>("/events/undo", { session: name, key: keyId, dryRun: true }).then(
      (tried) => wanted && setPreview(tried),
      (error: unknown) =>
        wanted && setProblem(error instanceof Refusal ? error.message : "Something broke in this page."),
    );
    return () => {
      wanted = false;
    };
  }, [name, keyId]);

  async function undo() {
    setBusy(true);
    const done = await attempt(async () => {
      const undone = await post<Undone>("/events/undo", { session: name, key: keyId });
      onClose();
      toastUndone([undone], () => router.refresh());
      router.refresh();
    }, "The session was not undone");
    if (!done) setBusy(false);
  }

  const count = preview?.count ?? 0;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Undo session ${name}`}>
      <div className="min-h-40 flex-1 overflow-y-auto px-5 pb-2">
        {preview ? <UndoPreview preview={preview} /> : null}
        {problem ? <FormProblem>{problem}</FormProblem> : null}
        {preview || problem ? null : <p className="text-muted">Looking at {session.writes} writes</p>}
      </div>
      <div className="flex items-center justify-end gap-2 border-t px-5 py-3">
        <Button size="field" onClick={onClose}>
          Cancel
        </Button>
        <Button size="field" look="primary" disabled={busy || count === 0} onClick={undo}>
          {count === 0 ? "Undo" : `Undo ${count} ${count === 1 ? "thing" : "things"}`}
        </Button>
      </div>
    </Dialog>
  );
}
