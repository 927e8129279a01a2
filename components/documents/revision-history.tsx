"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { get, post } from "#components/api";
import { useDocument } from "#components/documents/document-context";
import { LazyMergePane } from "#components/documents/lazy-editors";
import { viaWords } from "#components/people/byline";
import { attempt } from "#components/ui/attempt";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { refusalToast } from "#components/ui/refusal-toast";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { Document, Revision } from "#lib/domain/documents/schema";

interface Page {
  items: Revision[];
  nextCursor: string | null;
}
type Whole = Revision & { body: string };

/** A document's revisions, any two of them side by side, and the way back to each. */
export function RevisionHistory({ first }: { first: Page }) {
  const { document, mayWrite } = useDocument();
  const router = useRouter();
  const [older, setOlder] = useState<Page | null>(null);
  const revisions = [
    ...first.items,
    ...(older?.items.filter((one) => one.number < (first.items.at(-1)?.number ?? 0)) ?? []),
  ];
  const next = older ? older.nextCursor : first.nextCursor;
  const newest = first.items[0]?.number ?? 1;
  const [chosen, setChosen] = useState({ from: Math.max(1, newest - 1), to: newest });
  const from = useWhole(document.key, chosen.from);
  const to = useWhole(document.key, chosen.to);
  const [restoring, setRestoring] = useState(false);

  const showOlder = () =>
    attempt(async () => {
      const page = await get<Page>(`/documents/${document.key}/revisions`, { cursor: next, limit: 100 });
      setOlder({ items: [...(older?.items ?? []), ...page.items], nextCursor: page.nextCursor });
    }, "Older revisions were not read");
  async function restore(number: number) {
    setRestoring(true);
    await attempt(async () => {
      const body = { version: document.version };
      const saved = await post<Document>(`/documents/${document.key}/revisions/${number}/restore`, body);
      toast(saved.revision === newest ? "It is like that already" : `Restored as revision ${saved.revision}`);
      setChosen({ from: newest, to: saved.revision });
      router.refresh();
    }, `Revision ${number} was not restored`);
    setRestoring(false);
  }

  return (
    <div className="grid min-h-0 flex-1 grid-rows-[fit-content(35dvh)_minmax(0,1fr)] lg:grid-cols-[360px_minmax(0,1fr)] lg:grid-rows-1">
      <section aria-label="Revisions" className="min-h-0 overflow-y-auto border-b lg:border-e lg:border-b-0">
        <div className="sticky top-0 z-10 grid h-8 grid-cols-[36px_36px_minmax(0,1fr)] items-center border-b bg-canvas px-3 text-mini text-muted">
          <span className="text-center">From</span>
          <span className="text-center">To</span>
          <span className="ps-2">{newest === 1 ? "One revision" : `${newest} revisions`}</span>
        </div>
        <ol>
          {revisions.map((revision) => {
            const { number } = revision;
            const who =
              revision.via?.kind === "agent"
                ? (revision.via.client ?? revision.via.key ?? "")
                : (revision.author?.name ?? "Somebody");
            return (
              <li
                key={number}
                className={`group grid min-h-row grid-cols-[36px_36px_minmax(0,1fr)_auto] items-center border-line/60 border-b px-3 py-1 hover:bg-hover ${number === chosen.to || number === chosen.from ? "bg-accent-wash" : ""}`}
              >
                {(["from", "to"] as const).map((side) => (
                  <input
                    key={side}
                    type="radio"
                    name={side}
                    aria-label={`${side === "from" ? "Compare from" : "Compare to"} revision ${number}`}
                    checked={chosen[side] === number}
                    onChange={() => setChosen((now) => ({ ...now, [side]: number }))}
                    className="m-auto accent-accent"
                  />
                ))}
                <button
                  type="button"
                  onClick={() => setChosen({ from: Math.max(1, number - 1), to: number })}
                  className="grid min-w-0 rounded-control px-2 text-start"
                  title={`What revision ${number} changed`}
                >
                  <span className="flex min-w-0 items-center gap-2">
                    <span className="font-mono text-mini text-muted">{number}</span>
                    <Avatar name={who} agent={revision.via?.kind === "agent"} />
                    <span className="truncate">{revision.note || who}</span>
                  </span>
                  <span className="truncate text-mini text-muted">
                    <RelativeTime at={revision.createdAt} /> · <bdi>{who}</bdi>
                    {revision.via ? ` · ${viaWords(revision.via, "rest")}` : ""} · {lengthWords(revision.length)}
                  </span>
                </button>
                {mayWrite && number !== newest ? (
                  <Button
                    look="quiet"
                    disabled={restoring}
                    onClick={() => restore(number)}
                    aria-label={`Restore revision ${number}`}
                  >
                    Restore
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ol>
        {next ? (
          <button
            type="button"
            onClick={showOlder}
            className="min-h-row w-full px-gutter text-start text-muted hover:bg-hover"
          >
            Show older
          </button>
        ) : null}
      </section>
      <section aria-label="Comparison" className="flex min-h-0 min-w-0 flex-col">
        <div className="grid h-8 shrink-0 grid-cols-2 items-center border-b text-mini text-muted">
          <span className="truncate px-5">Revision {chosen.from}</span>
          <span className="truncate px-5">Revision {chosen.to}</span>
        </div>
        {from && to && from.title !== to.title ? (
          <p className="border-b bg-sunken px-5 py-1.5 text-row">
            Renamed from “<bdi>{from.title}</bdi>” to “<bdi>{to.title}</bdi>”.
          </p>
        ) : null}
        <div className="min-h-0 flex-1">
          {from && to ? (
            from.hash === to.hash ? (
              <p className="px-5 py-6 text-muted">The text is the same in both.</p>
            ) : (
              <LazyMergePane
                key={`${chosen.from}:${chosen.to}`}
                left={from.body}
                right={to.body}
                leftLabel={`Revision ${chosen.from}`}
                rightLabel={`Revision ${chosen.to}`}
              />
            )
          ) : null}
        </div>
      </section>
    </div>
  );
}

/** Revisions never change, so each is read once. */
function useWhole(key: string, number: number): Whole | null {
  const known = useRef(new Map<number, Whole>());
  const [, again] = useState(0);
  useEffect(() => {
    if (known.current.has(number)) return;
    let stale = false;
    get<Whole>(`/documents/${key}/revisions/${number}`).then(
      (whole) => {
        known.current.set(number, whole);
        if (!stale) again((count) => count + 1);
      },
      (error) => refusalToast(error, `Revision ${number} was not read`),
    );
    return () => {
      stale = true;
    };
  }, [key, number]);
  return known.current.get(number) ?? null;
}

function lengthWords(length: number): string {
  return length < 1000 ? `${length} characters` : `${(length / 1000).toFixed(length < 10_000 ? 1 : 0)}k characters`;
}
