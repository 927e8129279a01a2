import type { ReadContext, WriteContext } from "#lib/core/context";
import { refusedField, TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import { beginnings, columnsOf, freshValues } from "#lib/domain/field-table";
import type { Person } from "#lib/domain/people/schema";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { FRESH_STAMPS } from "#lib/domain/shelf/stamps-in";
import { claimNumber, claimWorkspaceNumber } from "#lib/domain/subjects/claim-number";
import { aboutDecision, governsChanges, targetRows, toldOf, withOptionIds } from "./columns.ts";
import type { StoredDecision } from "./decision-row.ts";
import { DECISION_FIELDS, DECISION_KEPT, type DecisionStatus } from "./fields.ts";
import { requireMayDecide } from "./policy.ts";
import { requireOwn } from "./queries.ts";
import { type Named, resolveNamed } from "./resolve-governs.ts";
import type { NewDecision } from "./schema.ts";
import { decisionSearchEntry, decisionTexts } from "./search-entry.ts";
import { claimPlaces, requireHolding, takePlace } from "./take-place.ts";

/** A decision from elsewhere brings what a new one has not. */
export interface Origin {
  status: DecisionStatus;
  decidedBy: Person | null;
  decidedAt: string | null;
  source: string | null;
}

/** Resolves and refuses what a new decision names; `known` are the rows of it, where they were read already. */
export async function namedByNew(ctx: ReadContext, input: NewDecision, known?: readonly Row[]): Promise<Named> {
  const { project, governs, supersedes } = input;
  const named = await resolveNamed(ctx, { project, governs: { governs }, supersedes, deciders: !input.accept }, known);
  if (input.project && named.project?.kind !== "project") await requireLiveProject(ctx, input.project);
  if (named.project?.shelf === "binned")
    throw new TurboError("refused", `Project ${named.project.key} is in the bin. Restore it first.`);
  if (!input.project) requireOwn(ctx, null, "A decision without a project");
  for (const [place, old] of named.supersedes.entries()) {
    requireHolding({ ...old, status: old.status as DecisionStatus }, `supersedes.${place}`);
    requireOwn(ctx, old.projectId, old.key);
  }
  if (input.accept) requireMayDecide(ctx.actor, "accepted");
  return named;
}

/** Writes a new decision and says so. */
export async function addDecision(
  ctx: WriteContext,
  input: NewDecision,
  named: Named,
  origin: Origin | null = null,
): Promise<StoredDecision> {
  const { project, governs, supersedes } = named;
  const outcome = input.outcome ?? "";
  if (input.accept) requireOutcome(outcome);
  const number = project
    ? await claimNumber(ctx, project.id, "lastDecisionNumber")
    : await claimWorkspaceNumber(ctx, "decision");
  const id = newId();
  const person = { id: ctx.actor.user.id, handle: ctx.actor.user.handle, name: ctx.actor.user.name };
  const olds = supersedes.map(({ id: old, key, title, status, projectId, under }) => ({
    id: old,
    key,
    title,
    status: status as DecisionStatus,
    projectId,
    under,
    version: 0,
    seen: true,
  }));
  const now = ctx.now.toISOString();
  const decision: StoredDecision = {
    ...FRESH_STAMPS,
    id,
    key: project ? `${project.key}-DEC${number}` : `DEC-${number}`,
    project: project?.key ?? null,
    projectId: project?.id ?? null,
    under: null,
    ...freshValues(DECISION_FIELDS, {
      ...input,
      options: withOptionIds(input.options ?? []),
      impactAreas: [...new Set(input.impactAreas ?? [])],
      supersedes: [],
    }),
    status: origin?.status ?? (input.accept ? "accepted" : "proposed"),
    proposer: person,
    decidedBy: origin ? origin.decidedBy : input.accept ? person : null,
    decidedAt: origin ? origin.decidedAt : input.accept ? now : null,
    targets: governs.get("governs") ?? [],
    supersedes: olds,
    supersededBy: null,
    supersededById: null,
    warnings: 0,
    source: origin?.source ?? null,
    createdAt: now,
    updatedAt: now,
  };
  await insert(ctx, decision, number, origin ? [] : named.deciders);
  ctx.changed(
    toldOf(decision, { ...beginnings(DECISION_KEPT, decision), ...governsChanges([], decision.targets) }, [
      ...aboutDecision(id, decision.targets),
      ...olds.map((old) => ({ kind: "decision", id: old.id })),
    ]),
  );
  if (decision.status === "proposed") await claimPlaces(ctx, decision, olds);
  else if (decision.status === "accepted" || decision.status === "implemented") await takePlace(ctx, decision, olds);
  return decision;
}

/** Refuses to accept what does not say what was decided. */
export function requireOutcome(outcome: string): void {
  if (outcome.trim() !== "") return;
  const message = "Say in outcome what was decided; then it can be accepted.";
  throw refusedField("outcome", message);
}

async function insert(
  ctx: WriteContext,
  decision: StoredDecision,
  number: number,
  deciders: readonly string[],
): Promise<void> {
  const { id, projectId, proposer, source } = decision;
  await ctx.db.decision.create({
    data: {
      ...columnsOf(DECISION_KEPT, decision),
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      projectId,
      number,
      proposerId: proposer?.id ?? null,
      source,
    },
    select: { id: true },
  });
  if (decision.targets.length > 0)
    await ctx.db.decisionTarget.createMany({ data: targetRows(id, decision.targets, ctx.now) });
  const also = deciders.map((userId) => ({
    userId,
    kind: "decision" as const,
    subject: { kind: "decision" as const, id, projectId },
    sourceId: id,
    excerpt: decision.title,
  }));
  const entry = decisionSearchEntry(decision);
  await saveReferences(ctx, { kind: "decision", id }, decisionTexts(decision), { isNew: true, also, entry });
}
