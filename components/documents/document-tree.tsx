"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { get, patch } from "#components/api";
import { DocumentStatusSign } from "#components/documents/document-status-sign";
import { DOCUMENT_STATUS_WORDS, KIND_WORDS } from "#components/documents/words";
import { IssueKey } from "#components/issues/issue-key";
import { useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Avatar } from "#components/ui/avatar";
import { refusalToast } from "#components/ui/refusal-toast";
import { RelativeTime } from "#components/ui/relative-time";
import type { DocumentLine } from "#lib/domain/documents/schema";

interface Branch {
  items: DocumentLine[];
  nextCursor: string | null;
}

interface Props {
  /** Said of the whole, for those who cannot see it. */
  label: string;
  /** The top level; what lies below is asked for when it is opened. */
  roots: Branch & { query: Record<string, string> };
}

interface Row {
  document: DocumentLine;
  level: number;
  parent: string | null;
  /** Keys of the one above and the one below, under the same parent. */
  above: string | null;
  below: string | null;
}

/** Documents as they lie under each other: arrows walk, → opens, ← closes, Enter reads, Alt with an arrow moves. */
export function DocumentTree({ label, roots }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [branches, setBranches] = useState<ReadonlyMap<string, Branch>>(new Map());
  const [more, setMore] = useState<Branch | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const top = [...roots.items, ...(more?.items ?? [])];
  const next = more ? more.nextCursor : roots.nextCursor;
  const rows = rowsOf(top, open, branches);
  const current = rows.some((row) => row.document.key === focused) ? focused : rows[0]?.document.key;

  // What was open is read again when the page was.
  const loadOpen = useEffectEvent((items: readonly DocumentLine[]) => {
    if (items.length > 0) for (const key of open) void load(key);
  });
  useEffect(() => loadOpen(roots.items), [roots.items]);

  async function load(key: string) {
    try {
      const branch = await get<Branch>("/documents/tree", { parent: key, limit: 200 });
      setBranches((now) => new Map(now).set(key, branch));
    } catch (error) {
      refusalToast(error, `What lies under ${key} was not read`);
    }
  }
  function toggle({ key, hasChildren }: DocumentLine, to = !open.has(key)) {
    if (!hasChildren) return;
    setOpen((now) => new Set(to ? [...now, key] : [...now].filter((one) => one !== key)));
    if (to && !branches.has(key)) void load(key);
  }
  function focus(key: string | undefined | null) {
    if (!key) return;
    setFocused(key);
    list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }
  async function move(row: Row, by: "above" | "below") {
    const other = row[by];
    if (!other || !mayWrite) return;
    try {
      await patch(`/documents/${row.document.key}`, by === "above" ? { before: other } : { after: other });
      if (row.parent) await load(row.parent);
      else router.refresh();
    } catch (error) {
      refusalToast(error, `${row.document.key} was not moved`);
    }
  }
  async function showMore() {
    try {
      const page = await get<Branch>("/documents/tree", { ...roots.query, cursor: next, limit: 200 });
      setMore({ items: [...(more?.items ?? []), ...page.items], nextCursor: page.nextCursor });
    } catch (error) {
      refusalToast(error, "The next documents were not read");
    }
  }

  function press(event: KeyboardEvent, row: Row) {
    if (event.ctrlKey || event.metaKey) return;
    const { document } = row;
    const isOpen = open.has(document.key);
    switch (event.key) {
      case "ArrowDown":
        if (event.altKey) void move(row, "below");
        else step(1);
        break;
      case "ArrowUp":
        if (event.altKey) void move(row, "above");
        else step(-1);
        break;
      case "j":
        step(1);
        break;
      case "k":
        step(-1);
        break;
      case "ArrowRight":
        if (isOpen) step(1);
        else toggle(document, true);
        break;
      case "ArrowLeft":
        if (isOpen) toggle(document, false);
        else focus(row.parent);
        break;
      case "Home":
        focus(rows[0]?.document.key);
        break;
      case "End":
        focus(rows.at(-1)?.document.key);
        break;
      case "Enter":
        router.push(`/documents/${document.key}`);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  useShortcut("next", () => step(1));
  useShortcut("previous", () => step(-1));

  return (
    <>
      <div ref={list} role="tree" aria-label={label}>
        {rows.map((row) => {
          const { document, level } = row;
          const isOpen = open.has(document.key);
          return (
            <div
              key={document.id}
              role="treeitem"
              data-key={document.key}
              aria-level={level}
              aria-expanded={document.hasChildren ? isOpen : undefined}
              aria-selected={false}
              tabIndex={document.key === current ? 0 : -1}
              onFocus={() => setFocused(document.key)}
              onKeyDown={(event) => press(event, row)}
              className="group relative flex min-h-row items-center gap-2 border-line/60 border-b px-gutter outline-none hover:bg-hover focus-visible:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus"
            >
              <span aria-hidden="true" style={{ width: (Math.min(level, 8) - 1) * 18 }} className="shrink-0" />
              <button
                type="button"
                tabIndex={-1}
                aria-hidden="true"
                disabled={!document.hasChildren}
                onClick={() => toggle(document)}
                className="relative z-10 -ms-1.5 grid size-6 shrink-0 place-items-center rounded-control text-muted enabled:hover:bg-pressed disabled:invisible touch:size-9"
              >
                <ChevronRight className={`size-3.5 ${isOpen ? "rotate-90" : ""}`} />
              </button>
              <IssueKey className="w-20 shrink-0 max-sm:hidden">{document.key}</IssueKey>
              <DocumentStatusSign status={document.status} />
              <Link
                href={`/documents/${document.key}`}
                tabIndex={-1}
                dir="auto"
                className="min-w-0 flex-1 truncate text-start font-medium outline-none after:absolute after:inset-0"
              >
                {document.title}
              </Link>
              {document.stale ? (
                <span className="whitespace-nowrap text-danger text-mini" title="Leans on a superseded decision">
                  check again
                </span>
              ) : null}
              <span className="hidden w-32 truncate text-end text-mini text-muted md:inline">
                {KIND_WORDS[document.kind]}
              </span>
              <span className="hidden w-20 text-end text-mini text-muted lg:inline">
                {DOCUMENT_STATUS_WORDS[document.status]}
              </span>
              <span className="hidden sm:inline">
                {document.author ? <Avatar name={document.author.name} /> : <span className="block size-5" />}
              </span>
              <span className="w-14 shrink-0 text-end">
                <RelativeTime at={document.updatedAt} className="text-mini text-muted" />
              </span>
            </div>
          );
        })}
      </div>
      {next ? (
        <button
          type="button"
          onClick={showMore}
          className="flex min-h-row w-full items-center px-gutter text-muted hover:bg-hover hover:text-ink"
        >
          Show more
        </button>
      ) : null}
    </>
  );
}

/** Goes to the row above or below, into the next tree of the page as well; to the first row from elsewhere. */
function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('main [role="treeitem"]')];
  const here = all.indexOf(document.activeElement as HTMLElement);
  all[here < 0 ? 0 : here + by]?.focus();
}

function rowsOf(top: readonly DocumentLine[], open: ReadonlySet<string>, branches: ReadonlyMap<string, Branch>): Row[] {
  const walk = (items: readonly DocumentLine[], level: number, parent: string | null): Row[] =>
    items.flatMap((document, place) => {
      const row = {
        document,
        level,
        parent,
        above: items[place - 1]?.key ?? null,
        below: items[place + 1]?.key ?? null,
      };
      const branch = open.has(document.key) ? branches.get(document.key) : undefined;
      return [row, ...walk(branch?.items ?? [], level + 1, document.key)];
    });
  return walk(top, 1, null);
}
