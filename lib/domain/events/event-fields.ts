import { ATTACHMENT_FIELDS } from "#lib/domain/attachments/fields";
import { COMMENT_FIELDS } from "#lib/domain/comments/fields";
import { DECISION_KEPT, DECISION_TOLD } from "#lib/domain/decisions/fields";
import { DOCUMENT_KEPT, DOCUMENT_TOLD } from "#lib/domain/documents/fields";
import type { KeptField, ToldField } from "#lib/domain/field-table";
import { INITIATIVE_FIELDS, INITIATIVE_TOLD, STATUS_UPDATE_FIELDS } from "#lib/domain/initiatives/fields";
import { ISSUE_KEPT, ISSUE_TOLD } from "#lib/domain/issues/fields";
import type { Kind } from "#lib/domain/kinds";
import { LABEL_FIELDS } from "#lib/domain/labels/fields";
import { MILESTONE_FIELDS, MILESTONE_TOLD } from "#lib/domain/milestones/fields";
import { PROJECT_FIELDS } from "#lib/domain/projects/fields";
import { PROPOSAL_FIELDS, PROPOSAL_TOLD } from "#lib/domain/proposals/fields";
import { QUESTION_FIELDS, QUESTION_TOLD } from "#lib/domain/questions/fields";
import { WORK_LOG_FIELDS, WORK_LOG_TOLD } from "#lib/domain/worklogs/fields";

/** What events tell of every kind. */
const OF_ALL = {
  created: { undo: "created" },
  shelf: { undo: "shelf" },
  source: { undo: "note" },
  undid: { undo: "note" },
  purged: { undo: { cannot: "What was removed from the bin is gone for good." } },
} as const satisfies Record<string, ToldField>;

/** What is to be known of the fields that events tell of each kind; one that is not here is told to no limited key. */
export const EVENT_FIELDS: Readonly<Record<string, Readonly<Record<string, ToldField | KeptField>>>> = {
  issue: { ...OF_ALL, ...ISSUE_KEPT, ...ISSUE_TOLD },
  comment: { ...OF_ALL, ...COMMENT_FIELDS },
  attachment: { ...OF_ALL, ...ATTACHMENT_FIELDS },
  document: { ...OF_ALL, ...DOCUMENT_KEPT, ...DOCUMENT_TOLD },
  decision: { ...OF_ALL, ...DECISION_KEPT, ...DECISION_TOLD },
  proposal: { ...OF_ALL, ...PROPOSAL_FIELDS, ...PROPOSAL_TOLD },
  initiative: { ...OF_ALL, ...INITIATIVE_FIELDS, ...INITIATIVE_TOLD },
  status_update: { ...OF_ALL, ...STATUS_UPDATE_FIELDS },
  milestone: { ...OF_ALL, ...MILESTONE_FIELDS, ...MILESTONE_TOLD },
  worklog: { ...OF_ALL, ...WORK_LOG_FIELDS, ...WORK_LOG_TOLD },
  question: { ...OF_ALL, ...QUESTION_FIELDS, ...QUESTION_TOLD },
  label: { ...OF_ALL, ...LABEL_FIELDS },
  project: { ...OF_ALL, ...PROJECT_FIELDS },
} satisfies Record<Kind, object>;
