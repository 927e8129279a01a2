"use client";

import { ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { get } from "#components/api";
import { DocumentStatusSign } from "#components/documents/document-status-sign";
import { MovePicker, moveDocument } from "#components/documents/move-document";
import {
  type Branch,
  type Branches,
  isThere,
  type Place,
  placeOf,
  type Row,
  rowsOf,
  TOP,
  withBranch,
  withFirstPage,
  withMoved,
} from "#components/documents/tree-rows";
import { useTreeDrag } from "#components/documents/use-tree-drag";
import { DOCUMENT_STATUS_WORDS, KIND_WORDS } from "#components/documents/words";
import { IssueKey } from "#components/issues/issue-key";
import { useShortcut } from "#components/shell/shortcuts";
import { useKept } from "#components/shell/use-kept";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { DocumentLine } from "#lib/domain/documents/schema";

interface Props {
  /** Said of the whole, for those who cannot see it. */
  label: string;
  /** The top level; what lies below is asked for when it is opened. */
  roots: Branch & { query: Record<string, string> };
}

/**
 * Documents as they lie under each other: arrows walk, → opens, ← closes, Enter reads; Alt with an arrow, V then U and the
 * mouse move.
 */
export function DocumentTree({ label, roots }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const [openKeys, setOpenKeys] = useKept<string[]>(`open below ${JSON.stringify(roots.query)}`, []);
  const open = new Set(openKeys);
  const [fromPage, setFromPage] = useState(roots.items);
  const [branches, setBranches] = useState<Branches>(() => new Map([[TOP, withFirstPage(undefined, roots)]]));
  const [focused, setFocused] = useState<string | null>(null);
  const held = useRef<string | null>(null);
  const [here, setHere] = useState(false);
  const [picking, setPicking] = useState<{ row: Row; anchor: HTMLElement } | null>(null);
  if (fromPage !== roots.items) {
    setFromPage(roots.items);
    setBranches((now) => withBranch(now, TOP, withFirstPage(now.get(TOP), roots)));
  }
  const rows = rowsOf(branches, open);
  const next = branches.get(TOP)?.nextCursor;
  const current = rows.some((row) => row.document.key === focused) ? focused : rows[0]?.document.key;
  const drag = useTreeDrag({
    rows,
    isOpen: (key) => open.has(key),
    onOpen: ({ document }) => toggle(document, true),
    onMove: move,
  });

  // A row that is moved among others loses the focus; who moved it by keyboard keeps it.
  useEffect(() => {
    if (held.current && document.activeElement === document.body) focus(held.current);
  });

  // What was open is read again when the page was.
  const loadOpen = useEffectEvent((items: readonly DocumentLine[]) => {
    if (items.length > 0) for (const key of open) void load(key);
  });
  const wasOpen = openKeys.length > 0;
  useEffect(() => {
    if (wasOpen) loadOpen(roots.items);
  }, [roots.items, wasOpen]);

  const load = (key: string) =>
    attempt(async () => {
      const branch = await get<Branch>("/documents/tree", { parent: key, limit: 200 });
      setBranches((now) => withBranch(now, key, branch));
    }, `What lies under ${key} was not read`);
  function toggle({ key, hasChildren }: DocumentLine, to = !open.has(key)) {
    if (!hasChildren) return;
    setOpenKeys(to ? [...open.add(key)] : openKeys.filter((one) => one !== key));
    // The first one is read by the effect above.
    if (to && wasOpen && !branches.has(key)) void load(key);
  }
  function focus(key: string | undefined | null) {
    if (!key) return;
    setFocused(key);
    list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }
  /** Shows the move at once, and takes it back where it was refused. */
  async function move(row: Row, to: Place) {
    if (!mayWrite || isThere(row, to)) return;
    const { parent } = to;
    if (parent !== null) {
      if (!branches.has(parent)) await load(parent);
      setOpenKeys([...open.add(parent)]);
    }
    setBranches((now) => withMoved(now, row, to));
    const moved = await moveDocument(row.document, to, () => router.refresh());
    if (!moved) setBranches((now) => withMoved(now, { ...row, parent }, placeOf(row)));
  }
  /** Moves by an arrow: up and down among its siblings, right under the one above, left out of the one it lies under. */
  function shift(row: Row, key: string) {
    held.current = row.document.key;
    const { above, below, parent, path } = row;
    if (key === "ArrowUp" && above) void move(row, { parent, before: above });
    if (key === "ArrowDown" && below) void move(row, { parent, after: below });
    if (key === "ArrowRight" && above) void move(row, { parent: above });
    if (key === "ArrowLeft" && parent) void move(row, { parent: path.at(-2) ?? null, after: parent });
  }
  const showMore = () =>
    attempt(async () => {
      const page = await get<Branch>("/documents/tree", { ...roots.query, cursor: next, limit: 200 });
      setBranches((now) => {
        const items = [...(now.get(TOP)?.items ?? []), ...page.items];
        return withBranch(now, TOP, { items, nextCursor: page.nextCursor });
      });
    }, "The next documents were not read");

  function press(event: KeyboardEvent, row: Row) {
    if (event.ctrlKey || event.metaKey) return;
    const { document } = row;
    const isOpen = open.has(document.key);
    if (event.altKey) {
      if (!event.key.startsWith("Arrow")) return;
      shift(row, event.key);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        step(1);
        break;
      case "ArrowUp":
        step(-1);
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
        event.currentTarget.querySelector<HTMLElement>("a[data-open]")?.click();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function pick() {
    const row = rows.find(({ document }) => document.key === current);
    const anchor = list.current?.querySelector<HTMLElement>(`[data-key="${current}"]`);
    if (row && anchor) setPicking({ row, anchor });
  }

  useShortcut("next", () => step(1));
  useShortcut("previous", () => step(-1));

  return (
    <>
      {here && mayWrite ? <MoveShortcut onMove={pick} /> : null}
      <div
        ref={list}
        role="tree"
        aria-label={label}
        className="@container"
        onFocus={() => setHere(true)}
        onBlur={({ currentTarget, relatedTarget }) => setHere(currentTarget.contains(relatedTarget))}
        onPointerDown={() => {
          held.current = null;
        }}
        onDragLeave={drag.onDragLeave}
      >
        {rows.map((row) => {
          const { document, level } = row;
          const isOpen = open.has(document.key);
          const over = drag.over?.key === document.key ? drag.over : null;
          return (
            <div
              key={document.id}
              role="treeitem"
              {...(mayWrite ? drag.handlersOf(row) : {})}
              data-over={over ? (over.refused ? "refused" : over.zone) : undefined}
              data-held={drag.dragged === document.key || undefined}
              data-key={document.key}
              aria-level={level}
              aria-expanded={document.hasChildren ? isOpen : undefined}
              aria-selected={false}
              tabIndex={document.key === current ? 0 : -1}
              onFocus={() => {
                setFocused(document.key);
                if (held.current !== document.key) held.current = null;
              }}
              onKeyDown={(event) => press(event, row)}
              className="group relative flex min-h-row items-center gap-2 border-line/60 border-b px-gutter outline-none hover:bg-hover focus-visible:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus data-[over=refused]:bg-danger-wash data-[over=under]:bg-accent-wash data-held:opacity-50"
            >
              {over && !over.refused && over.zone !== "under" ? (
                <DropLine zone={over.zone} indent={indentOf(over.zone === "after" && isOpen ? level + 1 : level)} />
              ) : null}
              <span aria-hidden="true" style={{ width: indentOf(level) }} className="shrink-0" />
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
              <IssueKey className="w-20 shrink-0 @max-md:hidden">{document.key}</IssueKey>
              <DocumentStatusSign status={document.status} />
              <Link
                href={`/documents/${document.key}`}
                data-open=""
                tabIndex={-1}
                draggable={false}
                dir="auto"
                className="min-w-0 flex-1 truncate text-start font-medium outline-none after:absolute after:inset-0"
              >
                {document.title}
              </Link>
              {over?.refused ? (
                <span role="alert" className="whitespace-nowrap text-danger text-mini">
                  {over.refused}
                </span>
              ) : document.stale ? (
                <span className="whitespace-nowrap text-danger text-mini" title="Leans on a superseded decision">
                  check again
                </span>
              ) : null}
              <span className="hidden w-32 truncate text-end text-mini text-muted @3xl:inline">
                {KIND_WORDS[document.kind]}
              </span>
              <span className="hidden w-20 text-end text-mini text-muted @xl:inline">
                {DOCUMENT_STATUS_WORDS[document.status]}
              </span>
              <span className="hidden @md:inline">
                {document.author ? <Avatar name={document.author.name} /> : <span className="block size-5" />}
              </span>
              <span className="w-14 shrink-0 text-end">
                <RelativeTime at={document.updatedAt} className="text-mini text-muted" />
              </span>
            </div>
          );
        })}
      </div>
      {drag.dragged && !next ? (
        <div
          {...drag.endTarget}
          data-over={drag.over?.key === null || undefined}
          className="fixed bottom-6 left-1/2 z-30 md:left-[calc(50%+120px)] -translate-x-1/2 rounded-card border border-line-strong border-dashed bg-raised px-6 py-3 text-row text-soft shadow-float data-over:border-accent data-over:bg-accent-wash data-over:text-ink"
        >
          Drop here for the end of the top level
        </div>
      ) : null}
      {picking ? (
        <MovePicker
          document={picking.row.document}
          anchor={picking.anchor}
          onMove={(to) => {
            held.current = picking.row.document.key;
            void move(picking.row, to);
          }}
          onClose={() => setPicking(null)}
        />
      ) : null}
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

function MoveShortcut({ onMove }: { onMove: () => void }) {
  useShortcut("moveDocument", onMove);
  return null;
}

/** Where what is held would come to lie. */
function DropLine({ zone, indent }: { zone: "before" | "after"; indent: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ insetInlineStart: `calc(var(--gutter) + ${indent}px)` }}
      className={`pointer-events-none absolute end-0 z-10 h-0.5 rounded-full bg-accent ${zone === "before" ? "-top-px" : "-bottom-px"}`}
    />
  );
}

/** Pixels; deeper levels than the eighth lie below each other. */
function indentOf(level: number): number {
  return (Math.min(level, 8) - 1) * 18;
}

/** Goes to the row above or below, into the next tree of the page as well; to the first row from elsewhere. */
function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('main [role="treeitem"]')];
  const here = all.indexOf(document.activeElement as HTMLElement);
  all[here < 0 ? 0 : here + by]?.focus();
}
