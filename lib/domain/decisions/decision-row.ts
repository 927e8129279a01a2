import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import type { DecisionOption } from "./fields.ts";
import type { Decision, DecisionChip, DecisionLine, GovernedChip } from "./schema.ts";

export type Governed = "issue" | "document" | "label" | "initiative" | "path";

/** Something that a decision governs, or that leans on it since it was superseded. */
export interface Target {
  kind: Governed;
  /** Id; of a path the pattern itself. */
  target: string;
  /** Key, name of a label, or the pattern. */
  key: string;
  /** Title, or colour of a label. */
  title: string;
  status: string;
  stale: boolean;
  /** Not governed by name: superseding flagged it. */
  reached: boolean;
  /** May the actor know of it? */
  seen: boolean;
}

/** A decision whose place another takes. */
export interface Superseded extends DecisionChip {
  version: number;
  projectId: string | null;
  /** Key of its project, when that lies in the bin. */
  under: string | null;
  /** May the actor know of it? */
  seen: boolean;
}

/** A decision as this code holds it: what people see, and what stands behind it. */
export interface StoredDecision extends Omit<Decision, "governs" | "stale"> {
  projectId: string | null;
  /** Key of its project, when that lies in the bin. */
  under: string | null;
  supersededById: string | null;
  targets: Target[];
  supersedes: Superseded[];
}

export function toDecisionLine(row: Row): DecisionLine {
  return {
    id: String(row.id),
    key: String(row.key),
    project: textOf(row.project),
    title: String(row.title),
    status: row.status as DecisionLine["status"],
    kind: row.kind as DecisionLine["kind"],
    impactAreas: jsonOf(row.impactAreas),
    decidedBy: personOf(row, "decider"),
    decidedAt: instantOf(row.decidedAt),
    supersededBy: jsonOf<DecisionChip | null>(row.supersededBy),
    warnings: Number(row.warnings),
    ...stampsIn(row),
  };
}

export function toStoredDecision(row: Row): StoredDecision {
  const flag = (value: unknown) => Boolean(Number(value));
  const supersedes = jsonOf<Superseded[]>(row.supersedes).map((old) => ({ ...old, seen: flag(old.seen) }));
  return {
    ...toDecisionLine(row),
    projectId: textOf(row.projectId),
    under: textOf(row.under),
    supersededById: textOf(row.supersededById),
    context: String(row.context),
    options: jsonOf<DecisionOption[]>(row.options),
    outcome: String(row.outcome),
    rationale: String(row.rationale),
    consequences: String(row.consequences),
    targets: jsonOf<Record<keyof Target, unknown>[]>(row.targets).map((target) => ({
      kind: target.kind as Governed,
      target: String(target.target),
      key: String(target.key),
      title: String(target.title),
      status: String(target.status),
      stale: flag(target.stale),
      reached: flag(target.reached),
      seen: flag(target.seen),
    })),
    supersedes: inOrder(supersedes),
    proposer: personOf(row, "proposer"),
    source: textOf(row.source),
    ...awayIn(row),
  };
}

const inOrder = <T extends { key: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => a.key.localeCompare(b.key, "en", { numeric: true }));

/** What the outside sees of a stored decision. */
export function publicDecision({ targets, under: _, ...decision }: StoredDecision): Decision {
  const seen = inOrder(targets.filter((target) => target.seen));
  const chips = (kind: Governed): GovernedChip[] =>
    seen.filter((target) => target.kind === kind && !target.reached).map(chip);
  return {
    ...decision,
    governs: {
      issues: chips("issue"),
      documents: chips("document"),
      labels: seen.filter(({ kind }) => kind === "label").map(({ key, title }) => ({ name: key, colour: title })),
      initiatives: chips("initiative"),
      paths: seen.filter(({ kind }) => kind === "path").map(({ key }) => key),
    },
    stale: seen.filter(({ stale }) => stale).map(chip),
    supersedes: inOrder(decision.supersedes.filter((old) => old.seen && old.under === null)),
  };
}

function chip({ target, key, title, status }: Target): GovernedChip {
  return { id: target, key, title, status };
}
