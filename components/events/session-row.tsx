"use client";

import { useState } from "react";
import { UndoSession } from "#components/events/undo-session";
import { useWorkspace } from "#components/shell/workspace";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import type { Session } from "#lib/domain/sessions/schema";

/** One session of an agent or script: who, when and how much, with the way to undo all of it. */
export function SessionRow({ session }: { session: Session }) {
  const { mayWrite } = useWorkspace();
  const [open, setOpen] = useState(false);
  const who = session.client ?? session.key ?? session.user.name;
  return (
    <li className="flex min-h-row items-center gap-3 border-line/60 border-b px-gutter py-1 hover:bg-hover sm:py-0">
      <Avatar name={who} agent={session.kind === "agent"} />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 sm:flex-nowrap">
        <span className="max-w-full shrink-0 truncate font-medium">{who}</span>
        <span className="min-w-0 truncate text-muted">
          for <bdi>{session.user.name}</bdi>
          {session.key && session.key !== who ? ` · key ${session.key}` : ""}
        </span>
        <span
          className="max-w-full truncate font-mono text-mini text-muted sm:min-w-12 sm:shrink-2"
          title={session.session ?? undefined}
        >
          {session.session ?? "no session named"}
        </span>
      </span>
      <span className="shrink-0 text-mini text-muted tabular-nums">
        {session.writes === null ? "" : `${session.writes} ${session.writes === 1 ? "write" : "writes"}`}
      </span>
      {session.last ? (
        <RelativeTime at={session.last} className="w-20 shrink-0 text-end text-mini text-muted max-sm:hidden" />
      ) : null}
      {mayWrite && session.session !== null ? (
        <Button
          look="quiet"
          data-open=""
          onClick={() => setOpen(true)}
          aria-label={`Undo all of ${who}, session ${session.session}`}
        >
          Undo all
        </Button>
      ) : null}
      {open ? <UndoSession session={session} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}
