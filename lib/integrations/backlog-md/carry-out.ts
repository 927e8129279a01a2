import { importDecisions } from "#lib/domain/imports/import-decisions";
import { importDocuments } from "#lib/domain/imports/import-documents";
import { importMilestones } from "#lib/domain/imports/import-milestones";
import { importSchedule } from "#lib/domain/imports/import-schedule";
import { BATCH, ImportedKind, type ImportOutlook } from "#lib/domain/imports/schema";
import {
  type Brought,
  type BroughtIssues,
  carryIssues,
  carryReferences,
  inBatches,
  inTurn,
  outlookOf,
  type Perform,
} from "../carry-out.ts";
import type { ImportPlan } from "./plan.ts";

const SOURCE = "backlog-md";

/** What the import would meet, kind by kind. */
export type Outlooks = Record<ImportedKind, ImportOutlook>;

export interface CarriedOut extends Record<"milestones" | "decisions" | "documents", Brought> {
  issues: BroughtIssues;
  /** Decided there, proposed here. */
  leftOpen: { id: string; status: string }[];
  scheduled: number;
  references: number;
}

/** What the import would meet in the project. Writes nothing; throws `not_found` for a wrong project. */
export async function outlooksOf(plan: ImportPlan, project: string, perform: Perform): Promise<Outlooks> {
  const target = { project, source: SOURCE };
  const handles = plan.assignees.map(({ handle }) => handle);
  return {
    issue: await outlookOf(perform, target, {
      items: plan.issues.map(({ id, number }) => ({ id, number: number === null ? null : Number(number) })),
      handles,
    }),
    milestone: await outlookOf(perform, target, { kind: "milestone", items: plan.milestones }),
    decision: await outlookOf(perform, target, { kind: "decision", items: plan.decisions }),
    document: await outlookOf(perform, target, { kind: "document", items: plan.documents }),
  };
}

/** Writes a plan in batches, what others name first; a plan that was cut off goes on where it ended. */
export async function carryOut(
  plan: ImportPlan,
  project: string,
  perform: Perform,
  progress: (text: string) => void,
): Promise<CarriedOut> {
  const target = { project, source: SOURCE };
  const tell = (what: string, total: number) => (done: number) => progress(`Importing ${done} of ${total} ${what}`);
  const leftOpen: CarriedOut["leftOpen"] = [];
  const milestones = await inTurn(
    plan.milestones,
    BATCH,
    (items) => perform(importMilestones, { ...target, items }),
    tell("milestones", plan.milestones.length),
  );
  const decisions = await inTurn(
    plan.decisions,
    BATCH,
    async (items) => {
      const brought = await perform(importDecisions, { ...target, items });
      leftOpen.push(...brought.leftOpen);
      return brought;
    },
    tell("decisions", plan.decisions.length),
  );
  const documents = await inTurn(
    plan.documents,
    BATCH,
    (items) => perform(importDocuments, { ...target, items }),
    tell("documents", plan.documents.length),
  );
  const issues = await carryIssues(perform, target, plan, tell("issues", plan.issues.length));
  let scheduled = 0;
  for (const items of inBatches(plan.schedule, BATCH)) {
    scheduled += (await perform(importSchedule, { ...target, items })).scheduled;
  }
  progress("Linking what texts name");
  let references = 0;
  for (const kind of ImportedKind.options) {
    references += await carryReferences(perform, target, kind, plan[`${kind}s`]);
  }
  return { milestones, decisions, documents, issues, leftOpen, scheduled, references };
}
