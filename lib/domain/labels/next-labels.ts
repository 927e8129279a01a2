import { fold } from "#lib/core/fold";
import type { LabelSlot } from "./queries.ts";
import type { LabelChip } from "./schema.ts";

interface Asked {
  labels?: readonly string[] | undefined;
  addLabels?: readonly string[] | undefined;
  removeLabels?: readonly string[] | undefined;
}

/** The labels that a thing will have, by name; `known` are those that the change names. */
export function nextLabels(
  { labels, addLabels = [], removeLabels = [] }: Asked,
  before: readonly LabelChip[],
  known: readonly LabelSlot[],
): LabelChip[] {
  const pick = (refs: readonly string[]) =>
    known.filter((label) => refs.some((ref) => ref === label.id || fold(ref) === fold(label.name)));
  const chosen = new Map((labels ? pick(labels) : before).map((label) => [label.name, label]));
  for (const label of pick(addLabels)) chosen.set(label.name, label);
  for (const { name } of pick(removeLabels)) chosen.delete(name);
  return [...chosen.values()]
    .map(({ name, colour }) => ({ name, colour }))
    .sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}

/** What changes in the rows of a thing's labels: names that go, ids that come. */
export function labelChanges(before: readonly LabelChip[], after: readonly LabelChip[], known: readonly LabelSlot[]) {
  const without = (labels: readonly LabelChip[], others: readonly LabelChip[]) =>
    labels.filter(({ name }) => !others.some((other) => other.name === name)).map(({ name }) => name);
  return {
    removed: without(before, after),
    added: without(after, before).flatMap((name) => known.find((label) => label.name === name)?.id ?? []),
  };
}
