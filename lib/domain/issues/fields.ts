import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { Body, CalendarDate, LIMITS, Ref, ShortText, SomeText, Title } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { countCriteria } from "#lib/domain/criteria/count";
import type { Criterion } from "#lib/domain/criteria/schema";
import { toldCriteria } from "#lib/domain/criteria/told";
import {
  type FieldTable,
  type KeptField,
  NOWHERE,
  type Pointer,
  type ToldField,
  type Values,
} from "#lib/domain/field-table";
import { PRIORITIES, Priority } from "#lib/domain/projects/fields";

/** In the order of the flow. */
export const ISSUE_STATUSES = ["backlog", "ready", "in_progress", "review", "testing", "done", "canceled"] as const;
export const IssueStatus = z.enum(ISSUE_STATUSES);
export type IssueStatus = z.output<typeof IssueStatus>;

export const ISSUE_TYPES = ["feature", "bug", "task", "improvement", "documentation", "discovery"] as const;
export const IssueType = z.enum(ISSUE_TYPES);

export const RESOLUTIONS = ["wont_do", "duplicate", "obsolete"] as const;
export const Resolution = z.enum(RESOLUTIONS);
export type Resolution = z.output<typeof Resolution>;

/** Each change of one keeps the list as it was and as it is, so it must not be long as a whole. */
export function criteriaFit(criteria: readonly { text: string }[]): boolean {
  return criteria.reduce((sum, { text }) => sum + text.length, 0) <= LIMITS.text;
}
export const CRITERIA_LIMIT = `Have more than ${LIMITS.text} characters in all. Put the details into the description.`;

export const Estimate = z.number().min(0).max(1000);

const CriterionInput = z.union([
  SomeText.transform((text) => ({ text })),
  z.strictObject({ id: z.string().optional(), text: SomeText, done: z.boolean().optional() }),
]);
export const CriteriaInput = z.array(CriterionInput).max(100).refine(criteriaFit, { error: CRITERIA_LIMIT });

const NO_DUE_DATE = "9999-12-31";

const nameOf = ({ name }: Pointer) => name;

/** What people give as it is kept. */
export const PLAIN_FIELDS = {
  title: { given: Title, columns: (title: string) => ({ title, titleFold: fold(title) }) },
  description: { given: Body.describe("Markdown."), fresh: "", told: (text: string) => briefValue(text) },
  type: { given: IssueType, fresh: "task" },
  status: {
    given: IssueStatus,
    fresh: "backlog",
    columns: (status: IssueStatus) => ({ status, statusOrder: ISSUE_STATUSES.indexOf(status) }),
  },
  priority: {
    given: Priority,
    fresh: "none",
    columns: (priority: Priority) => ({ priority, priorityOrder: PRIORITIES.indexOf(priority) }),
  },
  estimate: { given: Estimate.nullable().describe("Points."), fresh: null },
  dueDate: {
    given: CalendarDate.nullable(),
    fresh: null,
    columns: (dueDate: string | null) => ({ dueDate, dueSort: dueDate ?? NO_DUE_DATE }),
  },
  branch: { given: ShortText(250).nullable().describe("Git branch of the work."), fresh: null },
  pin: {
    given: z.number().min(-1e9).max(1e9).nullable().describe("Place among what is pinned in the queue, lowest first."),
    fresh: null,
  },
} as const satisfies FieldTable;

/** What people give by name, or in pieces. */
const NAMING_FIELDS = {
  assignee: {
    given: Ref.nullable().describe('Handle; "me" is yourself.'),
    fresh: NOWHERE,
    columns: ({ id }: Pointer) => ({ assigneeId: id }),
    told: nameOf,
  },
  parent: {
    given: Ref.nullable().describe("Key of the parent issue."),
    fresh: NOWHERE,
    columns: ({ id }: Pointer) => ({ parentId: id }),
    told: nameOf,
    reveals: "keys",
  },
  initiative: {
    given: Ref.nullable().describe("Key or title; the initiative then spans the issue's project."),
    fresh: NOWHERE,
    columns: ({ id }: Pointer) => ({ initiativeId: id }),
    told: nameOf,
    reveals: "keys",
  },
  milestone: {
    given: Ref.nullable().describe("Key or title of a milestone of the project."),
    fresh: NOWHERE,
    columns: ({ id }: Pointer) => ({ milestoneId: id }),
    told: nameOf,
    reveals: "keys",
  },
  labels: {
    given: z.array(Ref).max(50).describe("Label names; replaces the list."),
    fresh: [],
    columns: (_names: string[]) => ({}),
    undo: "elements",
  },
  criteria: {
    given: CriteriaInput.describe(
      "Acceptance criteria; replaces the list. One with the same text, or the id that is given, keeps its tick.",
    ),
    fresh: [],
    columns: (criteria: Criterion[]) => {
      const { total, done, verified } = countCriteria(criteria);
      return { criteriaTotal: total, criteriaDone: done, criteriaVerified: verified };
    },
    told: toldCriteria,
  },
} as const satisfies FieldTable;

export const ISSUE_FIELDS = { ...PLAIN_FIELDS, ...NAMING_FIELDS };

/** What follows from what people do with it. */
const ISSUE_STATE = {
  rank: { columns: (rank: string) => ({ rank }) },
  resolution: {
    fresh: null,
    columns: (resolution: Resolution | null) => ({ resolution }),
    undo: { follows: "status" },
  },
  startedAt: {
    fresh: null,
    columns: (at: Date | string | null) => ({ startedAt: at === null ? null : new Date(at) }),
    undo: { follows: "status" },
  },
  completedAt: {
    fresh: null,
    columns: (at: Date | string | null) => ({ completedAt: at === null ? null : new Date(at) }),
    undo: { follows: "status" },
  },
  queuedAt: {
    fresh: null,
    columns: (at: Date | string | null) => ({ queuedAt: at === null ? null : new Date(at) }),
    undo: { follows: "status" },
  },
} as const satisfies Record<string, KeptField>;

export const ISSUE_KEPT = { ...ISSUE_FIELDS, ...ISSUE_STATE };
export type IssueValues = Values<typeof ISSUE_KEPT>;

/** What events tell of issues besides. */
export const ISSUE_TOLD = {
  key: { reveals: "keys" },
  links: { undo: "elements", reveals: "keys" },
  blockedBy: { undo: "elements", reveals: "keys" },
  discoveredFrom: { undo: "note", reveals: "keys" },
  evidence: { undo: "elements", reveals: "keys" },
  comments: { undo: "note" },
  forced: { undo: "note" },
  claim: { undo: "note" },
  lapsed: { undo: "note" },
  reason: { undo: "note" },
} as const satisfies Record<string, ToldField>;
