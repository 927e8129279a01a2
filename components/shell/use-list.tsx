"use client";

import { useEffect, useState } from "react";
import { get } from "#components/api";
import type { InitiativeLine } from "#lib/domain/initiatives/schema";
import type { Label } from "#lib/domain/labels/schema";
import type { MilestoneLine } from "#lib/domain/milestones/schema";
import type { UserRow } from "#lib/domain/people/schema";

interface Kinds {
  "/users": UserRow;
  "/labels": Label;
  "/initiatives": InitiativeLine;
  "/milestones": MilestoneLine;
}

const FRESH_MS = 30_000;
const known = new Map<string, { at: number; items: unknown[] }>();

/** All people, labels, initiatives or milestones, for choosing from; asked for when first needed and kept for half a minute. */
export function useList<Path extends keyof Kinds>(path: Path | null): Kinds[Path][] | null {
  const [items, setItems] = useState<Kinds[Path][] | null>(
    () => (path ? (known.get(path)?.items as Kinds[Path][] | undefined) : null) ?? null,
  );
  useEffect(() => {
    if (!path) return;
    const before = known.get(path);
    if (before) setItems(before.items as Kinds[Path][]);
    if (before && Date.now() - before.at < FRESH_MS) return;
    let stale = false;
    get<{ items: Kinds[Path][] }>(path, { limit: 200 })
      .then((page) => {
        known.set(path, { at: Date.now(), items: page.items });
        if (!stale) setItems(page.items);
      })
      .catch(() => {
        if (!stale) setItems((now) => now ?? []);
      });
    return () => {
      stale = true;
    };
  }, [path]);
  return items;
}

/** To be asked for anew next time. */
export function forgetList(path: keyof Kinds): void {
  known.delete(path);
}
