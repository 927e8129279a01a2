import { revertAttachment } from "#lib/domain/attachments/revert-attachment";
import { revertComment } from "#lib/domain/comments/revert-comment";
import { revertDecision } from "#lib/domain/decisions/revert-decision";
import { revertDocument } from "#lib/domain/documents/revert-document";
import { revertInitiative } from "#lib/domain/initiatives/revert-initiative";
import { revertStatusUpdate } from "#lib/domain/initiatives/revert-status-update";
import { revertIssue } from "#lib/domain/issues/revert-issue";
import { revertLabel } from "#lib/domain/labels/revert-label";
import { revertMilestone } from "#lib/domain/milestones/revert-milestone";
import { revertProject } from "#lib/domain/projects/revert-project";
import { revertProposal } from "#lib/domain/proposals/revert-proposal";
import { revertQuestion } from "#lib/domain/questions/revert-question";
import { revertWorkLog } from "#lib/domain/worklogs/revert-work-log";
import type { Reverter } from "./reverter.ts";

/**
 * Every kind that can be put back, in the order in which it is done: first what names others by the names and places they
 * have now (issues, comments), then what is named and held (labels, projects).
 */
export const REVERTERS: readonly Reverter[] = [
  revertAttachment,
  revertComment,
  revertWorkLog,
  revertQuestion,
  revertIssue,
  revertDocument,
  revertDecision,
  revertProposal,
  revertStatusUpdate,
  revertInitiative,
  revertMilestone,
  revertProject,
  revertLabel,
];
