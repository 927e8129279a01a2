"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sessionPath, wordsOf } from "#components/agents/session-words";
import { StopSession } from "#components/agents/stop-session";
import { post } from "#components/api";
import { UndoSession } from "#components/events/undo-session";
import { RowLink } from "#components/plans/row-link";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { classNames } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import type { Session } from "#lib/domain/sessions/schema";

const count = new Intl.NumberFormat("en", { notation: "compact" });

interface Props {
  session: Session;
  /** On its agent's page nobody has to say whose it is. */
  ofAgent?: boolean;
  /** Is what it wrote shown beside? */
  here?: boolean;
}

/** One session of an agent or script: who, when and how much, with the ways to stop it and to undo all of it. */
export function SessionRow({ session, ofAgent = false, here = false }: Props) {
  const { mayWrite } = useWorkspace();
  const router = useRouter();
  const [open, setOpen] = useState<"stop" | "undo" | null>(null);
  const { stopped, writes, tokens } = session;
  const who = session.client ?? session.key ?? session.user.name;
  const name = session.session ?? "no session named";
  const href = `/agents/${session.keyId}?session=${encodeURIComponent(session.session ?? "none")}`;
  const close = () => setOpen(null);

  async function resume() {
    const asked = post(sessionPath(session, "resume"), { key: session.keyId });
    if (await attempt(() => asked, "The session was not resumed")) router.refresh();
  }

  return (
    <li
      aria-current={here || undefined}
      className="relative flex min-h-row items-center gap-3 border-line/60 border-b px-gutter py-2 hover:bg-hover has-[a:focus-visible]:bg-hover aria-[current=true]:bg-pressed max-sm:flex-wrap max-sm:gap-y-0 sm:py-0"
    >
      <Avatar name={who} agent={session.kind === "agent"} />
      <span className="flex min-w-0 flex-1 items-baseline gap-x-2 max-sm:basis-4/5">
        <RowLink href={href} scroll={false} className="max-w-full shrink-0 font-medium">
          {ofAgent ? name : who}
        </RowLink>
        <span className={classNames("min-w-0 truncate text-muted", !ofAgent && "max-sm:hidden")}>
          {ofAgent ? [session.client, session.model].filter(Boolean).join(", ") : null}
          {ofAgent ? null : (
            <>
              for <bdi>{session.user.name}</bdi>
              {session.key && session.key !== who ? ` · key ${session.key}` : ""}
            </>
          )}
        </span>
        {ofAgent ? null : (
          <span className="min-w-12 shrink-2 truncate font-mono text-mini text-muted" title={name}>
            {name}
          </span>
        )}
      </span>
      {stopped ? (
        <span
          className="min-w-0 max-w-60 truncate text-danger text-mini max-sm:ms-8"
          title={`Stopped by ${stopped.by.name}: ${stopped.reason}`}
        >
          Stopped by {stopped.by.name}
        </span>
      ) : null}
      <span
        className={classNames("shrink-0 text-mini text-muted tabular-nums", stopped ? "max-sm:hidden" : "max-sm:ms-8")}
      >
        {[
          writes === null ? null : `${writes} ${writes === 1 ? "write" : "writes"}`,
          tokens > 0 ? `${count.format(tokens)} tokens` : null,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {session.last ? (
        <RelativeTime at={session.last} className="w-20 shrink-0 text-end text-mini text-muted max-sm:hidden" />
      ) : null}
      {mayWrite ? (
        <span className="relative flex shrink-0 justify-end max-sm:ms-auto sm:w-36">
          {stopped ? (
            <Button look="quiet" onClick={() => void resume()} aria-label={`Resume ${wordsOf(session)}`}>
              Resume
            </Button>
          ) : (
            <Button look="quiet" onClick={() => setOpen("stop")} aria-label={`Stop ${wordsOf(session)}`}>
              Stop
            </Button>
          )}
          <Button
            look="quiet"
            disabled={session.session === null}
            onClick={() => setOpen("undo")}
            aria-label={`Undo all of ${who}, session ${name}`}
          >
            Undo all
          </Button>
        </span>
      ) : null}
      {open === "stop" ? <StopSession session={session} onClose={close} /> : null}
      {open === "undo" ? <UndoSession session={session} onClose={close} /> : null}
    </li>
  );
}
