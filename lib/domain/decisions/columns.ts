import { briefValue } from "#lib/core/brief-value";
import type { FieldChanges } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { noSuch } from "#lib/core/likeliest";
import type { Governed, StoredDecision, Target } from "./decision-row.ts";
import { prefixOf } from "./path-pattern.ts";
import { DECISION_STATUSES, type DecisionOption, type OptionInput } from "./schema.ts";

export type Texts = Pick<StoredDecision, "title" | "context" | "options" | "outcome" | "rationale" | "consequences">;

/** The columns that hold a decision's plain fields, with those that sorting reads. */
export function decisionColumns(decision: Texts & Pick<StoredDecision, "kind" | "impactAreas" | "status">) {
  const { title, context, options, outcome, rationale, consequences, kind, impactAreas, status } = decision;
  return {
    title,
    titleFold: fold(title),
    context,
    options,
    outcome,
    rationale,
    consequences,
    kind,
    impactAreas,
    status,
    statusOrder: DECISION_STATUSES.indexOf(status),
  };
}

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

const keysOf = (targets: readonly Target[], kind: Governed) =>
  targets.filter((target) => target.kind === kind && !target.reached).map(({ key }) => key);

/** What changed, as events keep it; options as the text of their JSON. */
export function decisionChanges(before: StoredDecision, after: StoredDecision): FieldChanges {
  const governs = (name: string, kind: Governed): FieldChanges => ({
    [name]: [keysOf(before.targets, kind).sort(), keysOf(after.targets, kind).sort()],
  });
  return {
    title: [before.title, after.title],
    context: [briefValue(before.context), briefValue(after.context)],
    options: [briefValue(JSON.stringify(before.options)), briefValue(JSON.stringify(after.options))],
    outcome: [briefValue(before.outcome), briefValue(after.outcome)],
    rationale: [briefValue(before.rationale), briefValue(after.rationale)],
    consequences: [briefValue(before.consequences), briefValue(after.consequences)],
    kind: [before.kind, after.kind],
    impactAreas: [before.impactAreas, after.impactAreas],
    status: [before.status, after.status],
    decidedBy: [before.decidedBy?.handle ?? null, after.decidedBy?.handle ?? null],
    decidedAt: [before.decidedAt, after.decidedAt],
    ...governs("governsIssues", "issue"),
    ...governs("governsDocuments", "document"),
    ...governs("governsLabels", "label"),
    ...governs("governsInitiatives", "initiative"),
    ...governs("governsPaths", "path"),
    supersedes: [before.supersedes.map(({ key }) => key), after.supersedes.map(({ key }) => key)],
    supersededBy: [before.supersededBy?.key ?? null, after.supersededBy?.key ?? null],
  };
}

/** The issues and documents whose pages show what happens to a decision, after itself. */
export function aboutDecision(
  id: string,
  targets: readonly Pick<Target, "kind" | "target">[],
): { kind: string; id: string }[] {
  const shown = targets.filter(({ kind }) => kind === "issue" || kind === "document").slice(0, 200);
  return [{ kind: "decision", id }, ...shown.map(({ kind, target }) => ({ kind, id: target }))];
}
