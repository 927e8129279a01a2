import type { FieldChanges, WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { pastLabels } from "#lib/domain/labels/past-labels";
import { removeJoins } from "#lib/domain/undo/listed-rows";
import type { Past, Restorable, Unrestored } from "#lib/domain/undo/reverter";

/** Puts labels on issues again and takes others off; answers what that changed, by issue. */
export async function revertLabels(
  ctx: WriteContext,
  rows: readonly Restorable[],
  past: Past,
  unrestored: Unrestored[],
): Promise<Map<string, FieldChanges>> {
  const wanted = rows.filter(({ elements }) => elements.labels);
  if (wanted.length === 0) return new Map();
  const names = wanted.flatMap(({ elements: { labels } }) => [...(labels?.add ?? []), ...(labels?.remove ?? [])]);
  const find = await pastLabels(ctx, names, past);
  const had = await ctx.db.issueLabel.findMany({
    where: { issueId: { in: wanted.map((row) => row.id) } },
    select: { issueId: true, labelId: true, label: { select: { name: true, nameFold: true } } },
    orderBy: { label: { nameFold: "asc" } },
  });
  const [added, removed]: { issueId: string; labelId: string }[][] = [[], []];
  const changes = new Map<string, FieldChanges>();
  for (const { id, elements } of wanted) {
    const before = new Map(had.filter((one) => one.issueId === id).map(({ labelId, label }) => [labelId, label.name]));
    const after = new Map(before);
    for (const name of elements.labels?.remove ?? []) {
      const label = find(name);
      if (label && after.delete(label.id)) removed?.push({ issueId: id, labelId: label.id });
    }
    for (const name of elements.labels?.add ?? []) {
      const label = find(name);
      if (!label) unrestored.push({ id, field: "labels", why: `There is no label "${String(name)}" any more.` });
      else if (!after.has(label.id)) {
        after.set(label.id, label.name);
        added?.push({ issueId: id, labelId: label.id });
      }
    }
    const sorted = [...after.values()].sort((a, b) => (fold(a) < fold(b) ? -1 : 1));
    if (sorted.join("\n") !== [...before.values()].join("\n"))
      changes.set(id, { labels: [[...before.values()], sorted] });
  }
  if (removed) await removeJoins(ctx, "IssueLabel", removed);
  if (added && added.length > 0) await ctx.db.issueLabel.createMany({ data: added });
  return changes;
}
