import { requireVersion } from "#lib/core/conflict";
import { refusedField, TurboError } from "#lib/core/errors";
import { replaceFragments } from "#lib/core/fragment";
import { defineOperation } from "#lib/core/operation";
import { changedValues, isNothing } from "#lib/domain/field-table";
import { aboutDecision, decisionChanges, toldOf, withOptionIds } from "./columns.ts";
import { publicDecision, type StoredDecision } from "./decision-row.ts";
import { DECISION_FIELDS, type DecisionStatus } from "./fields.ts";
import { requireOwn, requireUsableDecision } from "./queries.ts";
import { type Named, nextTargets, resolveNamed } from "./resolve-governs.ts";
import { saveDecision, withoutTargets } from "./save-decision.ts";
import { Decision, DecisionChanges } from "./schema.ts";
import { claimPlaces, requireHolding } from "./take-place.ts";

export const updateDecision = defineOperation({
  name: "decisions.update",
  summary: "Change a proposed decision; of one that holds, only what it governs and its impact areas.",
  access: "write",
  reach: "projects",
  rest: "PATCH /decisions/:decision",
  input: DecisionChanges,
  output: Decision,
  authorize: (ctx, { decision }) => requireUsableDecision(ctx, decision),
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicDecision(before));
    requireEditable(before, input);
    const named = await resolveNamed(ctx, {
      governs: { governs: input.governs, addGoverns: input.addGoverns },
      supersedes: input.supersedes,
    });
    const after = applied(input, before, named);
    const fields = decisionChanges(before, after);
    if (isNothing(fields)) {
      ctx.unchanged();
      return publicDecision(before);
    }
    const added = after.supersedes.filter((old) => !before.supersedes.some(({ id }) => id === old.id));
    for (const [place, old] of added.entries()) {
      requireHolding(old, `supersedes.${place}`);
      requireOwn(ctx, old.projectId, old.key);
    }
    const saved = await saveDecision(ctx, before, after);
    const dropped = before.supersedes.filter((old) => !after.supersedes.some(({ id }) => id === old.id));
    await claimPlaces(ctx, before, added, dropped);
    const touched = [
      ...withoutTargets(after.targets, before.targets),
      ...withoutTargets(before.targets, after.targets),
    ];
    ctx.changed(toldOf(before, fields, aboutDecision(before.id, touched)));
    return publicDecision(saved);
  },
});

/** What was decided; impact areas say only whom it concerns. */
const SUBSTANCE = [...(Object.keys(DECISION_FIELDS) as (keyof typeof DECISION_FIELDS)[]), "replace" as const].filter(
  (name) => name !== "impactAreas",
);

/** Refuses to change what was decided, and anything of what holds no longer. */
function requireEditable({ key, status }: StoredDecision, input: DecisionChanges): void {
  if (status === "proposed") return;
  const path = SUBSTANCE.find((name) => input[name] !== undefined);
  if (status === "superseded" || status === "rejected") {
    const message = `${key} is ${status} and stays as it is. Propose a new decision instead.`;
    throw new TurboError("refused", message, path ? { fields: [{ path, message }] } : {});
  }
  if (path === undefined) return;
  const message = `${key} is ${status}, so its ${path} stays as it was decided. Propose a decision that supersedes it; only governs and impactAreas can change here.`;
  throw refusedField(path, message);
}

function applied(input: DecisionChanges, before: StoredDecision, named: Named): StoredDecision {
  const text = (name: "context" | "outcome" | "rationale" | "consequences") => {
    const whole = input[name] ?? before[name];
    const fragments = input.replace?.[name];
    return fragments ? replaceFragments(whole, fragments, `replace.${name}`) : whole;
  };
  const given = {
    ...input,
    context: text("context"),
    options: input.options && withOptionIds(input.options, before.options),
    outcome: text("outcome"),
    rationale: text("rationale"),
    consequences: text("consequences"),
    impactAreas: input.impactAreas && [...new Set(input.impactAreas)],
    supersedes: undefined,
  };
  const supersedes = input.supersedes
    ? [
        ...before.supersedes.filter((old) => !old.seen || old.under !== null),
        ...named.supersedes.map((old) => ({
          ...old,
          status: old.status as DecisionStatus,
          version: 0,
          seen: true,
        })),
      ]
    : before.supersedes;
  const targets = nextTargets(before.targets, input, named);
  return { ...before, ...changedValues(DECISION_FIELDS, given, before), supersedes, targets };
}
