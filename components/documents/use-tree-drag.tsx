"use client";

import { type DragEvent, useEffect, useRef, useState } from "react";
import type { Place, Row } from "#components/documents/tree-rows";

/** Where what is held would go: a line before or after a row, or into it. */
export type Zone = "before" | "under" | "after";

interface Over {
  /** Key of the row; null stands for the end of the top level. */
  key: string | null;
  zone: Zone;
  /** Why it cannot lie there. */
  refused: string | null;
}

interface Asked {
  rows: readonly Row[];
  isOpen: (key: string) => boolean;
  onOpen: (row: Row) => void;
  onMove: (row: Row, to: Place) => void;
}

/** How long a closed document is pointed at until it opens. */
const OPEN_AFTER_MS = 600;

/** What is held, on a page with several trees: a browser tells only the tree where the holding began. */
let held: Row | null = null;

/** Moves rows of a tree with the mouse: handlers for each row and for the end of the top level, and what to show. */
export function useTreeDrag({ rows, isOpen, onOpen, onMove }: Asked) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  // Read by events that come faster than the tree is drawn.
  const pointed = useRef<Over | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function point(next: Over | null) {
    const before = pointed.current;
    if (next?.key === before?.key && next?.zone === before?.zone && next?.refused === before?.refused) return;
    pointed.current = next;
    setOver(next);
    clearTimeout(timer.current);
    const row = rows.find(({ document }) => document.key === next?.key);
    if (row?.document.hasChildren && next?.zone === "under" && !next.refused && !isOpen(row.document.key))
      timer.current = setTimeout(() => onOpen(row), OPEN_AFTER_MS);
  }

  function end() {
    held = null;
    setDragged(null);
    point(null);
  }

  function placeIn(row: Row | null, zone: Zone): Place {
    if (!row) {
      const last = rows.findLast(({ level }) => level === 1)?.document.key;
      return { parent: null, ...(last ? { after: last } : {}) };
    }
    const { key } = row.document;
    if (zone === "under") return { parent: key };
    // Below an open document is before the first that lies under it.
    const first = zone === "after" && isOpen(key) ? rows.find(({ parent }) => parent === key) : undefined;
    if (first) return { parent: key, before: first.document.key };
    return { parent: row.parent, [zone]: key };
  }

  /** The row that is pointed at, or none for the end of the top level. */
  function hovered(row: Row | null, event: DragEvent): Over | null {
    if (!held || held.document.key === row?.document.key) return null;
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const part = (event.clientY - top) / height;
    const zone = row === null || part > 0.7 ? "after" : part < 0.3 ? "before" : "under";
    return { key: row?.document.key ?? null, zone, refused: refusalOf(held, row, rows) };
  }

  function targetOf(row: Row | null) {
    return {
      onDragOver(event: DragEvent) {
        const next = hovered(row, event);
        if (next && !next.refused) {
          event.preventDefault();
          event.dataTransfer.dropEffect = "move";
        }
        point(next);
      },
      onDrop(event: DragEvent) {
        const next = hovered(row, event);
        if (!held || !next || next.refused) return;
        event.preventDefault();
        onMove(held, placeIn(row, next.zone));
        end();
      },
    };
  }

  return {
    dragged,
    over,
    endTarget: targetOf(null),
    handlersOf: (row: Row) => ({
      draggable: true,
      onDragStart(event: DragEvent) {
        held = row;
        event.dataTransfer.effectAllowed = "copyMove";
        // Dropped on a text, it is named there.
        event.dataTransfer.setData("text/plain", row.document.key);
        // The browser takes the picture of what is held before anything changes.
        setTimeout(() => setDragged(row.document.key));
      },
      onDragEnd: end,
      ...targetOf(row),
    }),
    onDragLeave(event: DragEvent) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) point(null);
    },
  };
}

/** Why a document cannot come to where a row is. */
function refusalOf(row: Row, target: Row | null, rows: readonly Row[]): string | null {
  const project = (target ?? rows[0])?.document.project;
  if (project !== row.document.project) return "A document stays in its project";
  if (target?.path.includes(row.document.key)) return "A document cannot lie under itself";
  return null;
}
