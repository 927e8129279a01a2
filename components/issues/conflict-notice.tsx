"use client";

import { useEffect, useState } from "react";
import { get } from "#components/api";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import type { Problem } from "#lib/core/errors";
import type { Event } from "#lib/domain/events/schema";

type Changed = NonNullable<Problem["changed"]>;

interface Props {
  what: string;
  theirs: { text: string; changed: Changed | undefined };
  /** Where to ask who changed it, while nobody has said so. */
  about?: { on: string; field: string };
  onOverwrite: () => void;
  onTake: () => void;
}

/** Somebody else changed the same text: both are kept until one is chosen. */
export function ConflictNotice({ what, theirs, about, onOverwrite, onTake }: Props) {
  const found = useLastChange(theirs.changed ? undefined : about);
  return (
    <div role="alert" className="mt-2 rounded-card border border-danger/60 bg-danger-wash p-3 text-row">
      <p className="font-medium">
        <ChangedBy changed={theirs.changed ?? found} what={what} /> while you were writing. Yours is kept above and is
        not saved yet.
      </p>
      <details className="mt-1">
        <summary className="w-fit text-soft">Show theirs</summary>
        <pre className="mt-1 max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-control bg-raised p-2 font-sans text-control">
          {theirs.text}
        </pre>
      </details>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="plain" onClick={onOverwrite}>
          Save mine over theirs
        </Button>
        <Button look="quiet" onClick={onTake}>
          Drop mine, keep theirs
        </Button>
      </div>
    </div>
  );
}

const DOORS: Record<string, string> = {
  web: "in the browser",
  rest: "over REST",
  mcp: "over MCP",
  cli: "on the command line",
  job: "by a job of Turbo",
};

/** Who changed it, through which door and when, as the beginning of a sentence. */
export function ChangedBy({ changed, what }: { changed: Changed | undefined; what: string }) {
  if (!changed) return `The ${what} changed`;
  return (
    <>
      {changed.by} changed the {what} {DOORS[changed.door] ?? changed.door} (<RelativeTime at={changed.at} />)
    </>
  );
}

/** The newest change of a field, as the activity tells it. */
export function useLastChange(about: Props["about"]): Changed | undefined {
  const [changed, setChanged] = useState<Changed>();
  const { on, field } = about ?? {};
  useEffect(() => {
    if (!on || !field) return;
    get<{ items: Event[] }>("/activity", { on, limit: 50 }).then(
      ({ items }) => {
        const event = items.find(({ changes }) => changes.some((one) => one.id === on && field in one.fields));
        if (event) setChanged({ by: whoOf(event.actor), door: event.door, at: event.at });
      },
      () => undefined,
    );
  }, [on, field]);
  return changed;
}

function whoOf({ kind, client, key, name }: Event["actor"]): string {
  return kind === "agent" ? `${client ?? key} for ${name}` : name;
}
