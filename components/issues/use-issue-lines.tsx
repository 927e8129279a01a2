"use client";

import { useRouter } from "next/navigation";
import { useLayoutEffect, useState, useSyncExternalStore } from "react";
import { get, post, Refusal, write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import type { FieldChange } from "#components/issues/field-change";
import { LineStore } from "#components/issues/line-store";
import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { STATUS_WORDS } from "#components/issues/words";
import { useEvents } from "#components/live/use-events";
import { placeOf } from "#components/shell/places";
import { useHref } from "#components/shell/use-href";
import { useWorkspace } from "#components/shell/workspace";
import { refusalToast } from "#components/ui/refusal-toast";
import type { Event } from "#lib/domain/events/schema";
import type { IssueLine } from "#lib/domain/issues/schema";

/** More changed issues than this are read again with the whole page. */
const ROW_BY_ROW = 12;

/** Writes of one batch, at most. */
const BATCH = 100;

interface BatchAnswer {
  request: string;
  answers: { output: IssueLine }[];
}

/** The lines of a grouped list: as the page brought them, then kept up to date by edits here and events from elsewhere. */
export function useIssueLines(fromPage: IssueGroup[], query: ListQuery) {
  const router = useRouter();
  const store = useLineStore(fromPage, query);
  const groups = useSyncExternalStore(
    store.listen,
    () => store.groups,
    () => store.groups,
  );

  useEvents(async (events) => {
    const changes = events.flatMap((event) => event.changes).filter(({ kind }) => kind === "issue");
    const ids = new Set([...changes.map(({ id }) => id), ...linesAsked(events, store)]);
    if (ids.size > ROW_BY_ROW || (query.text && ids.size > 0)) return router.refresh();
    if (changes.some((change) => mayChangeCounts(change) && !store.has(change.id) && concerns(change, query))) {
      router.refresh();
    }
    const made = new Set(changes.filter(({ fields }) => "created" in fields).map(({ id }) => id));
    for (const id of ids) {
      if (!store.has(id) && !made.has(id)) continue;
      try {
        store.put(await get<IssueLine>(`/issues/${id}`));
      } catch (error) {
        if (error instanceof Refusal && error.code === "not_found") store.remove(id);
      }
    }
  });

  /** Shows the change at once, sends it, and takes it back where it was refused. */
  async function change(issues: readonly IssueLine[], changeOf: (issue: IssueLine) => FieldChange) {
    for (const issue of issues) store.edit(issue, changeOf(issue).shown);
    const [only, ...others] = issues;
    if (only && others.length > 0) return changeTogether(issues, changeOf);
    if (!only) return;
    try {
      const { answer, request } = await write<IssueLine>("PATCH", `/issues/${only.key}`, changeOf(only).body);
      store.settle(only.id, answer);
      const fits = store.belongs(answer);
      if (fits && answer.status === only.status) return;
      const words = fits ? `is in ${STATUS_WORDS[answer.status]}` : "no longer fits this list";
      toastWithUndo(`${only.key} ${words}`, [request], router.refresh);
    } catch (error) {
      store.settle(only.id);
      refusalToast(error, `${only.key} was not changed`);
    }
  }

  /** Sends the change of many as batches, each all or none, with one way back from all of them. */
  async function changeTogether(issues: readonly IssueLine[], changeOf: (issue: IssueLine) => FieldChange) {
    const requests: string[] = [];
    let changed = 0;
    for (let from = 0; from < issues.length; from += BATCH) {
      const some = issues.slice(from, from + BATCH);
      try {
        const batch = await post<BatchAnswer>("/batch", {
          items: some.map((issue) => ({
            operation: "issues.update",
            input: { issue: issue.key, ...changeOf(issue).body },
          })),
        });
        for (const { output } of batch.answers) store.settle(output.id, output);
        requests.push(batch.request);
        changed += some.length;
      } catch (error) {
        for (const { id } of some) store.settle(id);
        refusalToast(error, `${some.length} issues were not changed`);
      }
    }
    if (requests.length > 0) toastWithUndo(`${changed} issues changed`, requests, router.refresh);
  }

  return { store, groups, change };
}

/** The lines of this page: those of before, where one comes back to it. */
function useLineStore(fromPage: IssueGroup[], query: ListQuery): LineStore {
  const { me } = useWorkspace();
  const href = useHref();
  const [store, setStore] = useState(() => new LineStore(fromPage, query, me.handle));
  useLayoutEffect(() => {
    const { held } = placeOf(href);
    const before = held.get("lines");
    const kept = before instanceof LineStore ? before : store;
    kept.takePage(fromPage, query);
    held.set("lines", kept);
    held.set("step", (from: string, by: 1 | -1) => stepFrom(kept, from, by));
    setStore(kept);
  }, [href, fromPage, query, store]);
  return store;
}

/** Goes on from the page of an issue, in the list that it was opened from. */
async function stepFrom(store: LineStore, from: string, by: 1 | -1): Promise<string | null> {
  const shown = store.shown().flatMap((group) => group.items);
  const here = shown.find(({ key }) => from === `/issues/${key}`);
  const next = here && (await store.step(here.id, by));
  return next ? `/issues/${next.key}` : null;
}

/** Ids of lines on whose issues something was asked or answered. */
function linesAsked(events: readonly Event[], store: LineStore): string[] {
  const changes = events.flatMap((event) => event.changes);
  const keys = new Set(changes.flatMap(({ kind, key }) => (kind === "question" ? key : [])));
  if (keys.size === 0) return [];
  const lines = store.groups.flatMap(({ items }) => items);
  return lines.filter(({ key }) => keys.has(key)).map(({ id }) => id);
}

type Change = Event["changes"][number];

/** Fields that say nothing about which rows there are, or how many. */
const WITHIN = new Set([
  "title",
  "description",
  "criteria",
  "evidence",
  "estimate",
  "branch",
  "comment",
  "links",
  "parent",
]);

function mayChangeCounts({ fields }: Change): boolean {
  return !("created" in fields) && Object.keys(fields).some((field) => !WITHIN.has(field));
}

function concerns({ key, fields }: Change, { project }: ListQuery): boolean {
  return !project?.length || "key" in fields || project.some((one) => key.startsWith(`${one}-`));
}
