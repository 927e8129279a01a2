import type { WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { maySeeProject } from "#lib/domain/projects/policy";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import type { Restorable, Unrestored } from "#lib/domain/undo/reverter";
import { relocate } from "./relocate.ts";
import { readReverted } from "./reverted-rows.ts";

/** Moves issues back to the projects and keys that they had; answers the keys before and now, by id. */
export async function moveBack(
  ctx: WriteContext,
  rows: readonly Restorable[],
  unrestored: Unrestored[],
): Promise<Map<string, [before: string, now: string]>> {
  const wanted = rows.flatMap(({ id, values: { key } }) => (typeof key === "string" ? [{ id, key }] : []));
  const moved = new Map<string, [string, string]>();
  if (wanted.length === 0) return moved;
  const issues = await readReverted(ctx, idsOf(wanted));
  const names = wanted.flatMap(({ key }) => readSubjectKey(key)?.project ?? []);
  const projects = await ctx.db.project.findMany({
    where: { key: { in: names }, shelf: { not: "binned" } },
    select: { id: true, key: true },
  });
  for (const project of projects) {
    const here = wanted.flatMap(({ id, key }) => {
      const issue = issues.get(id);
      const old = readSubjectKey(key);
      if (!issue || !old || old.project !== project.key || issue.key === key) return [];
      const from = { projectId: issue.projectId, key: issue.key };
      const to = { projectId: project.id, key, number: old.number };
      return [{ id, version: issue.version, from, to, words: issue }];
    });
    if (here.length === 0 || !maySeeProject(ctx.actor, project.id)) continue;
    await relocate(ctx, here);
    for (const { id, from, to } of here) moved.set(id, [from.key, to.key]);
  }
  for (const { id, key } of wanted) {
    const issue = issues.get(id);
    if (!issue || moved.has(id) || issue.key === key) continue;
    unrestored.push({
      id,
      field: "key",
      why: `${issue.key}: the project of ${key} is not there any more, so it stays.`,
    });
  }
  return moved;
}
