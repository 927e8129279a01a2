import {
  COMMENTS,
  DECISIONS,
  DOCUMENTS,
  INITIATIVES,
  ISSUES,
  MILESTONES,
  P0,
  P2,
  PROJECTS,
  TARGETS,
  UPDATES,
} from "./mixed-plan.ts";

/** Who asks for the mixed plan: its owner, or a key of theirs that is limited to the first project. */
export type Asker = "owner" | "limited";

const KEYED = [...ISSUES, ...DOCUMENTS, ...MILESTONES, ...DECISIONS];

/** Does an id stand for something that lies in no bin, neither itself nor what it is on nor its project, and that is seen? */
export function isThere(id: string, asker: Asker = "owner"): boolean {
  const comment = COMMENTS.find((row) => row.id === id);
  if (comment) return comment.shelf !== "binned" && isThere(comment.subjectId, asker);
  const update = UPDATES.find((row) => row.id === id);
  if (update) return update.shelf !== "binned" && isThere(update.initiativeId, asker);
  const initiative = INITIATIVES.find((row) => row.id === id);
  if (initiative) return initiative.shelf !== "binned" && (asker === "owner" || initiative.projects.includes(P0));
  const project = PROJECTS.find((row) => row.id === id);
  if (project) return project.shelf !== "binned" && (asker === "owner" || project.id === P0);
  const row = KEYED.find((one) => one.id === id);
  if (!row) return false;
  const isSeen = asker === "owner" || row.projectId === P0 || row.projectId === null;
  return row.shelf !== "binned" && row.projectId !== P2 && isSeen;
}

/** Does an issue or document lean on a superseded decision that is there? */
export function isFlagged(id: string, asker?: Asker): boolean {
  return TARGETS.some(({ stale, target, decisionId }) => stale && target === id && isThere(decisionId, asker));
}

/** Does an issue or document that is there lean on a decision that was superseded? */
export function isLeanedOn(id: string, asker?: Asker): boolean {
  return TARGETS.some(({ stale, target, decisionId }) => stale && decisionId === id && isThere(target, asker));
}
