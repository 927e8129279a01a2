"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { patch, post, remove } from "#components/api";
import { viaWords } from "#components/people/byline";
import { HealthSign } from "#components/plans/health-sign";
import { attempt } from "#components/ui/attempt";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { TextArea } from "#components/ui/text-area";
import type { StatusUpdate } from "#lib/domain/initiatives/schema";

interface Props {
  update: StatusUpdate;
  /** May the reader change it? */
  mine: boolean;
  /** The body as the server rendered it. */
  children: ReactNode;
}

/** One status update: health, who and when, what they say. */
export function StatusUpdateCard({ update, mine, children }: Props) {
  const router = useRouter();
  const [draft, setDraft] = useState<string | null>(null);
  const { author, via } = update;
  const agent = via?.kind === "agent";
  const who = agent ? (via.client ?? via.key ?? "An agent") : (author?.name ?? "Somebody");
  const origin = viaWords(via, "web");
  const path = `/updates/${update.id}`;

  async function save() {
    if (draft === null) return;
    if (draft.trim() && draft !== update.body) {
      const saved = await attempt(patch(path, { body: draft, version: update.version }), "The update was not saved");
      if (!saved) return;
      router.refresh();
    }
    setDraft(null);
  }

  async function bin() {
    if (!(await attempt(remove(path), "The update was not moved to the bin"))) return;
    const restore = async () => {
      if (await attempt(post(`${path}/restore`), "The update was not restored")) router.refresh();
    };
    toast("Status update moved to the bin", { action: { label: "Undo", onClick: restore } });
    router.refresh();
  }

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
        {mine && draft === null ? (
          <span className="ms-auto opacity-0 focus-within:opacity-100 group-hover/update:opacity-100 touch:opacity-100">
            <Button look="quiet" onClick={() => setDraft(update.body)}>
              Edit
            </Button>
            <Button look="quiet" onClick={bin} aria-label="Delete this update">
              Delete
            </Button>
          </span>
        ) : null}
      </div>
      {draft === null ? (
        <div className="ms-7 mt-1">{children}</div>
      ) : (
        <div className="ms-7 mt-1">
          <TextArea
            autoFocus
            dir="auto"
            aria-label="Status update, in Markdown"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onCommit={save}
            onCancel={() => draft === update.body && setDraft(null)}
          />
          <div className="mt-2 flex gap-2">
            <Button look="primary" onClick={save}>
              Save update
            </Button>
            <Button look="quiet" onClick={() => setDraft(null)}>
              Cancel
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}
