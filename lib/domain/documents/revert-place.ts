import type { WriteContext } from "#lib/core/context";
import { type Edge, withoutCycles } from "#lib/domain/imports/without-cycles";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import type { Unrestored } from "#lib/domain/undo/reverter";
import type { StoredDocument } from "./document-row.ts";
import { findDocuments } from "./queries.ts";

interface Pair {
  was: StoredDocument;
  is: StoredDocument;
}

/**
 * Documents as they will be, each where it can lie: under the parent that it had, if that one is there and does not lie
 * below it by now. None goes to the bin while others lie under it.
 */
export async function placed(ctx: WriteContext, pairs: readonly Pair[], unrestored: Unrestored[]): Promise<Pair[]> {
  const staying = await withChildren(ctx, pairs, unrestored);
  const keys = staying.flatMap(({ was, is }) => (is.parent !== null && is.parent !== was.parent ? [is.parent] : []));
  const subjects = keys.length > 0 ? await findSubjects(ctx, keys) : new Map();
  const next = staying.map(({ was, is }) => ({
    was,
    is: is.parent === was.parent ? is : { ...is, parentId: is.parent && (subjects.get(is.parent)?.id ?? "") },
  }));
  const parents = await parentsOf(ctx, next);
  const live = new Set(next.flatMap(({ is }) => (is.shelf === "live" ? [is.id] : [])));
  const binned = new Set(next.flatMap(({ is }) => (is.shelf === "live" ? [] : [is.id])));
  const isLive = (id: string) => live.has(id) || (!binned.has(id) && parents.get(id)?.shelf === "live");
  for (const { was, is } of next) {
    if (is.parentId === null || is.shelf !== "live" || (is.parentId === was.parentId && was.shelf === "live")) continue;
    if (isLive(is.parentId) && parents.get(is.parentId)?.projectId === is.projectId) continue;
    if (is.parent !== was.parent)
      unrestored.push({ id: is.id, field: "parent", why: `${is.key}: ${is.parent} is not there any more.` });
    const back = is.parent !== was.parent && (was.parentId === null || isLive(was.parentId));
    Object.assign(is, back ? placeOf(was) : { parent: null, parentId: null });
  }
  refuseLoops(next, parents, unrestored);
  return next;
}

/** Where a document lies: its order says something under this parent alone. */
function placeOf({ parent, parentId, rank }: StoredDocument) {
  return { parent, parentId, rank };
}

/** Those that may go where they go: what others lie under stays out of the bin. */
async function withChildren(ctx: WriteContext, pairs: readonly Pair[], unrestored: Unrestored[]): Promise<Pair[]> {
  const leaving = new Set(pairs.flatMap(({ was, is }) => (was.shelf === "live" && is.shelf !== "live" ? [is.id] : [])));
  if (leaving.size === 0) return [...pairs];
  const children = await ctx.db.document.findMany({
    where: { parentId: { in: [...leaving] }, shelf: "live" },
    select: { id: true, parentId: true },
  });
  const held = new Set(children.flatMap(({ id, parentId }) => (leaving.has(id) || !parentId ? [] : [parentId])));
  return pairs.map(({ was, is }) => {
    if (!held.has(is.id)) return { was, is };
    unrestored.push({ id: is.id, field: "shelf", why: `${is.key}: other documents lie under it.` });
    return { was, is: { ...is, shelf: was.shelf } };
  });
}

async function parentsOf(ctx: WriteContext, pairs: readonly Pair[]): Promise<Map<string, StoredDocument>> {
  const moved = pairs.filter(({ was, is }) => is.parentId !== was.parentId || is.shelf !== was.shelf);
  const ids = moved.flatMap(({ was, is }) => [was.parentId, is.parentId].filter((id): id is string => Boolean(id)));
  return new Map((await findDocuments(ctx, [...new Set(ids)])).map((document) => [document.id, document]));
}

/** Leaves where it is what would come to lie under itself. */
function refuseLoops(pairs: Pair[], parents: ReadonlyMap<string, StoredDocument>, unrestored: Unrestored[]): void {
  const moved = pairs.filter(({ was, is }) => is.parentId !== was.parentId);
  const edges = moved.flatMap(({ is }): Edge[] => (is.parentId ? [[is.id, is.parentId]] : []));
  const away = new Set(moved.map(({ is }) => is.id));
  const known = [...parents.values()].flatMap(({ id, path }): Edge[] => {
    const line = [...path.map((one) => one.id), id];
    return line.slice(1).map((child, place) => [child, line[place] ?? ""]);
  });
  const { refused } = withoutCycles(
    edges,
    [...known].filter(([child]) => !away.has(child)),
  );
  for (const { edge } of refused) {
    const pair = moved.find(({ is }) => is.id === edge[0]);
    if (!pair) continue;
    unrestored.push({ id: pair.is.id, field: "parent", why: `${pair.is.key}: ${pair.is.parent} lies below it now.` });
    Object.assign(pair.is, placeOf(pair.was));
  }
}
