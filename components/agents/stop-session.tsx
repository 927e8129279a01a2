"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { sessionPath, wordsOf } from "#components/agents/session-words";
import { post, Refusal } from "#components/api";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { TextArea } from "#components/ui/text-area";
import type { Session } from "#lib/domain/sessions/schema";

/** Asks for the reason that the agent is told, and stops the session with it. */
export function StopSession({ session, onClose }: { session: Session; onClose: () => void }) {
  const router = useRouter();
  const typed = useTyped(`${session.keyId}/${session.session ?? ""}/stop`, { reason: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function stop(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await post(sessionPath(session, "stop"), { key: session.keyId, reason: typed.values.reason });
      typed.done();
      onClose();
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Refusal ? error.message : "The session was not stopped.");
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Stop ${wordsOf(session)}`}>
      <form onSubmit={stop} className="contents">
        <div className="grid flex-1 gap-3 overflow-y-auto px-5 pb-3">
          <p className="text-control text-muted">
            What it holds goes back to the queue now, and its next write is refused with your reason. It may go on
            reading, and you can resume it.
          </p>
          <Field label="Reason, which its agent reads" {...(problem ? { problem } : {})}>
            {(ids) => <TextArea {...ids} autoFocus className="min-h-16" {...typed.bind("reason")} />}
          </Field>
          <RestoredNotice typed={typed} />
        </div>
        <div className="flex items-center justify-end gap-2 border-t px-5 py-3">
          <CancelButton typed={typed} onClose={onClose} size="field" />
          <Button type="submit" size="field" look="primary" disabled={busy || !typed.values.reason.trim()}>
            Stop session
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
