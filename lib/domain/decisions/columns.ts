import type { Change, FieldChanges, WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { noSuch } from "#lib/core/likeliest";
import { differences } from "#lib/domain/field-table";
import type { Governed, StoredDecision, Target } from "./decision-row.ts";
import { type DECISION_GOVERNS, DECISION_KEPT, type DecisionOption, type OptionInput } from "./fields.ts";
import { prefixOf } from "./path-pattern.ts";

export type Texts = Pick<StoredDecision, "title" | "context" | "options" | "outcome" | "rationale" | "consequences">;

/** The rows of what a decision governs. */
export function targetRows(decisionId: string, targets: readonly Target[], now: Date) {
  return targets.map(({ kind, target }) => ({
    // Told by what it is, so that undo brings back the very row.
    id: `${decisionId}/${target}`,
    createdAt: now,
    decisionId,
    kind,
    target,
    prefix: kind === "path" ? prefixOf(target) : "",
  }));
}

/** Options as given, each with an id of its own; known ids are kept. One at most may be chosen. */
export function withOptionIds(given: readonly OptionInput[], known: readonly DecisionOption[] = []): DecisionOption[] {
  const ids = new Set(known.map((option) => option.id));
  const options = given.map((option) => {
    const { name, pros, cons, whyNot } = option;
    const id = "id" in option ? option.id : undefined;
    return {
      id: id && ids.delete(id) ? id : newId(),
      name,
      pros,
      cons,
      whyNot,
      chosen: "chosen" in option && option.chosen === true,
    };
  });
  if (options.filter((option) => option.chosen).length > 1)
    throw invalidField("options", "Mark one option as chosen at most.");
  return options;
}

/** The options with the one of this name or id chosen. Throws `invalid` naming the likeliest. */
export function withChosen(options: readonly DecisionOption[], ref: string): DecisionOption[] {
  const chosen =
    options.find((option) => option.id === ref) ?? options.find((option) => fold(option.name) === fold(ref));
  const names = options.map((option) => option.name);
  if (!chosen) throw invalidField("option", noSuch("option", ref, names), names.slice(0, 20));
  return options.map((option) => ({ ...option, chosen: option === chosen }));
}

/** The lists of what a decision governs, as events name them. */
export const GOVERNED = {
  governsIssues: "issue",
  governsDocuments: "document",
  governsLabels: "label",
  governsInitiatives: "initiative",
  governsPaths: "path",
} as const satisfies Record<keyof typeof DECISION_GOVERNS, Governed>;

const keysOf = (targets: readonly Target[], kind: Governed) =>
  targets.filter((target) => target.kind === kind && !target.reached).map(({ key }) => key);

/** What changed, as events keep it. */
export function decisionChanges(before: StoredDecision, after: StoredDecision): FieldChanges {
  return { ...differences(DECISION_KEPT, before, after), ...governsChanges(before.targets, after.targets) };
}

/** What changed of what is governed by name. */
export function governsChanges(before: readonly Target[], after: readonly Target[]): FieldChanges {
  const lists = Object.entries(GOVERNED);
  return Object.fromEntries(
    lists.map(([name, kind]) => [name, [keysOf(before, kind).sort(), keysOf(after, kind).sort()]]),
  );
}

/** Who decides, and when. */
export function decidedNow({ actor, now }: WriteContext) {
  const { id, handle, name } = actor.user;
  return { decidedBy: { id, handle, name }, decidedAt: now.toISOString() };
}

/** What happened to a decision, as it is told. */
export function toldOf(
  { id, key, projectId }: Pick<StoredDecision, "id" | "key" | "projectId">,
  fields: FieldChanges,
  about: NonNullable<Change["about"]>,
): Change {
  return { kind: "decision", id, key, projectId, fields, about };
}

/** The issues and documents whose pages show what happens to a decision, after itself. */
export function aboutDecision(
  id: string,
  targets: readonly Pick<Target, "kind" | "target">[],
): { kind: string; id: string }[] {
  const shown = targets.filter(({ kind }) => kind === "issue" || kind === "document").slice(0, 200);
  return [{ kind: "decision", id }, ...shown.map(({ kind, target }) => ({ kind, id: target }))];
}
