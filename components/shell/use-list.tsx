"use client";

import { useEffect, useState } from "react";
import { get } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import type { InitiativeLine } from "#lib/domain/initiatives/schema";
import type { Label } from "#lib/domain/labels/schema";
import type { MilestoneLine } from "#lib/domain/milestones/schema";
import type { Person, UserRow } from "#lib/domain/people/schema";
import type { ProjectLine } from "#lib/domain/projects/schema";

interface Kinds {
  "/users": UserRow;
  "/labels": Label;
  "/initiatives": InitiativeLine;
  "/milestones": MilestoneLine;
}

export type ListPath = keyof Kinds;

/** What choices are made of; null what is on its way or was not asked for. */
export type Lists = { me: Person; projects: readonly ProjectLine[] } & { [Path in ListPath]: Kinds[Path][] | null };

const FRESH_MS = 30_000;
const known = new Map<string, { at: number; items: unknown[] }>();

/**
 * People, labels, initiatives or milestones for choosing from; asked for when first needed and kept for half a minute.
 * Where the project is known, the milestones are its own, and the people those who see it.
 */
export function useLists(wanted: readonly (ListPath | undefined)[], project?: string): Lists {
  const { me, projects } = useWorkspace();
  return {
    me,
    projects,
    "/users": ofProject(useList(wanted.includes("/users") ? "/users" : null), project),
    "/labels": useList(wanted.includes("/labels") ? "/labels" : null),
    "/initiatives": useList(wanted.includes("/initiatives") ? "/initiatives" : null),
    "/milestones": useList(wanted.includes("/milestones") ? "/milestones" : null, project),
  };
}

function ofProject(people: UserRow[] | null, project: string | undefined): UserRow[] | null {
  if (!project || !people) return people;
  return people.filter(({ projects }) => projects === null || projects.includes(project));
}

/** One of these lists; null while it is on its way, and where none is wanted. */
export function useList<Path extends ListPath>(path: Path | null, project?: string): Kinds[Path][] | null {
  const name = path && `${path} ${project ?? ""}`;
  const [items, setItems] = useState<Kinds[Path][] | null>(
    () => (name ? (known.get(name)?.items as Kinds[Path][] | undefined) : null) ?? null,
  );
  useEffect(() => {
    if (!path || !name) return;
    const before = known.get(name);
    if (before) setItems(before.items as Kinds[Path][]);
    if (before && Date.now() - before.at < FRESH_MS) return;
    let stale = false;
    get<{ items: Kinds[Path][] }>(path, { limit: 200, project })
      .then((page) => {
        known.set(name, { at: Date.now(), items: page.items });
        if (!stale) setItems(page.items);
      })
      .catch(() => {
        if (!stale) setItems((now) => now ?? []);
      });
    return () => {
      stale = true;
    };
  }, [path, name, project]);
  return items;
}

/** To be asked for anew next time. */
export function forgetList(path: ListPath): void {
  for (const name of known.keys()) if (name.startsWith(`${path} `)) known.delete(name);
}
