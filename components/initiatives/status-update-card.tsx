"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ConflictNotice } from "#components/issues/conflict-notice";
import { viaWords } from "#components/people/byline";
import { HealthSign } from "#components/plans/health-sign";
import { toBin } from "#components/shelf/to-bin";
import { useGuardedText } from "#components/texts/use-guarded-text";
import { KeptNotice, RestoredNotice } from "#components/typed/restored-notice";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { TextArea } from "#components/ui/text-area";
import { useOpener } from "#components/ui/use-opener";
import type { StatusUpdate } from "#lib/domain/initiatives/schema";

interface Props {
  update: StatusUpdate;
  /** May the reader change it? */
  mine: boolean;
  /** The body as the server rendered it. */
  children: ReactNode;
}

const REQUIRED = "An update needs words. Type some, or press Cancel to leave it as it was.";

/** One status update: health, who and when, what they say. */
export function StatusUpdateCard({ update, mine, children }: Props) {
  const router = useRouter();
  const { author, via } = update;
  const agent = via?.kind === "agent";
  const who = agent ? (via.client ?? via.key ?? "An agent") : (author?.name ?? "Somebody");
  const origin = viaWords(via, "web");
  const path = `/updates/${update.id}`;
  const text = useGuardedText({ path, item: update, refresh: router.refresh }, "body", REQUIRED);
  const { typed } = text;
  const opener = useOpener(text.editing);

  const bin = () =>
    toBin({ path, what: "The update", done: "Status update moved to the bin", refresh: router.refresh });

  return (
    <article className="group/update border-line/60 border-b py-3 last:border-b-0">
      <div className="flex min-h-control flex-wrap items-center gap-x-2">
        <Avatar name={who} agent={agent} />
        <span className="font-medium">{who}</span>
        <HealthSign health={update.health} className="text-soft" />
        <span className="text-mini text-muted">
          <RelativeTime at={update.createdAt} />
          {origin ? ` · ${origin}` : ""}
          {update.version > 1 ? " · edited" : ""}
        </span>
        {mine && !text.editing ? (
          <span className="ms-auto opacity-0 focus-within:opacity-100 group-hover/update:opacity-100 touch:opacity-100">
            <Button ref={opener} look="quiet" onClick={text.begin}>
              Edit
            </Button>
            <Button look="quiet" onClick={bin} aria-label="Delete this update">
              Delete
            </Button>
          </span>
        ) : null}
      </div>
      {text.editing ? (
        <div className="ms-7 mt-1">
          <TextArea
            autoFocus
            dir="auto"
            aria-label="Status update, in Markdown"
            value={typed.values.text}
            readOnly={text.saving}
            onChange={(event) => text.write(event.target.value)}
            onCommit={text.save}
            onCancel={() => !typed.isChanged && text.leave()}
          />
          {text.theirs ? (
            <ConflictNotice what="update" theirs={text.theirs} onOverwrite={text.overwrite} onTake={text.take} />
          ) : (
            <div className="mt-2 flex flex-wrap items-center gap-2">
              <Button look="primary" disabled={text.saving} onClick={text.save}>
                Save update
              </Button>
              <Button look="quiet" onClick={text.cancel}>
                Cancel
              </Button>
              {text.problem ? (
                <p role="alert" className="text-danger">
                  {text.problem}
                </p>
              ) : (
                <RestoredNotice typed={typed} onDiscard={text.cancel} />
              )}
            </div>
          )}
        </div>
      ) : (
        <div className="ms-7 mt-1">
          {children}
          {mine && typed.isChanged ? <KeptNotice onOpen={text.begin} onDiscard={text.cancel} /> : null}
        </div>
      )}
    </article>
  );
}
