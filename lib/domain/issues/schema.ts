import { z } from "zod";
import {
  CalendarDate,
  COUNTED_PAGE,
  Flag,
  Instant,
  oneOrMore,
  pageOf,
  Ref,
  ShortText,
  SomeText,
  sortBy,
  Title,
  Version,
} from "#lib/core/fields";
import { Fragment } from "#lib/core/fragment";
import { ClaimChip } from "#lib/domain/claims/chip";
import { CriteriaCount, Criterion, CriterionRef } from "#lib/domain/criteria/schema";
import { givenFields } from "#lib/domain/field-table";
import { LabelChip } from "#lib/domain/labels/schema";
import { statusesInput } from "#lib/domain/lists/open-or-closed";
import { Person } from "#lib/domain/people/schema";
import { Priority } from "#lib/domain/projects/fields";
import { AWAY, Shelf, STAMPS } from "#lib/domain/shelf/schema";
import { CriteriaInput, ISSUE_FIELDS, ISSUE_STATUSES, IssueStatus, IssueType, Resolution } from "./fields.ts";

export const LINK_KINDS = [
  "blocks",
  "blocked_by",
  "relates_to",
  "duplicates",
  "duplicated_by",
  "discovered_from",
  "led_to",
] as const;
export const ISSUE_SORTS = ["rank", "createdAt", "updatedAt", "priority", "due", "title"] as const;

/** A link as seen from one of its ends. */
export const LinkKind = z.enum(LINK_KINDS);
export type LinkKind = z.output<typeof LinkKind>;

/** Another issue, as a chip shows it. */
export const IssueChip = z.object({ id: z.string(), key: z.string(), title: z.string(), status: IssueStatus });
export type IssueChip = z.output<typeof IssueChip>;

/** An initiative or milestone, as a chip shows it. */
export const PlanChip = z.object({ key: z.string(), title: z.string() });
export type PlanChip = z.output<typeof PlanChip>;

/** An issue as lists show it. */
export const IssueLine = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string().describe("Key of the project."),
  title: z.string(),
  type: IssueType,
  status: IssueStatus,
  priority: Priority,
  estimate: z.number().nullable(),
  assignee: Person.nullable(),
  claim: ClaimChip.nullable().describe("Who works on it under a lease."),
  labels: z.array(LabelChip),
  parent: z.string().nullable().describe("Key of the parent issue."),
  initiative: PlanChip.nullable(),
  milestone: PlanChip.nullable(),
  dueDate: z.string().nullable(),
  blocked: z.boolean().describe("True while an open issue blocks it."),
  waiting: z.boolean().describe("True while a question that blocks it waits for an answer."),
  stale: z.boolean().describe("It leaned on a decision that was superseded, and nobody rechecked it since."),
  criteria: CriteriaCount,
  children: z.object({ done: z.number().int(), total: z.number().int() }),
  comments: z.number().int(),
  rank: z.string(),
  ...STAMPS,
});
export type IssueLine = z.output<typeof IssueLine>;

/** An issue with all that belongs to it. */
export const Issue = IssueLine.extend({
  description: z.string(),
  criteriaList: z.array(Criterion),
  creator: Person.nullable(),
  parentIssue: IssueChip.nullable(),
  childIssues: z.array(IssueChip).describe("First 100 sub-issues by rank."),
  links: z.array(z.object({ kind: LinkKind, issue: IssueChip })),
  resolution: Resolution.nullable(),
  branch: z.string().nullable(),
  pin: z.number().nullable(),
  suggestedBranch: z.string(),
  aliases: z.array(z.string()),
  source: z.string().nullable(),
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  queuedAt: Instant.nullable().describe("Since when it waits in the queue."),
  ...AWAY,
});
export type Issue = z.output<typeof Issue>;

/** An open issue of the same project whose title is near another. */
export const SimilarIssue = IssueChip.extend({ likeness: z.number().describe("0 to 1.") });
export type SimilarIssue = z.output<typeof SimilarIssue>;

/** A title that is about to be used. */
export const TitleInProject = z.strictObject({ project: Ref.describe("Key or id."), title: Title });
export const SimilarIssues = z.object({ items: z.array(SimilarIssue) });
/** An issue just filed, with the open ones that its title is near to. */
export const FiledIssue = Issue.extend({
  similar: z.array(SimilarIssue).describe("Open issues of the project whose titles are near."),
});
export type FiledIssue = z.output<typeof FiledIssue>;

export const NewIssue = z.strictObject({
  project: Ref.describe("Key or id of the project."),
  ...givenFields(ISSUE_FIELDS),
  title: Title,
  blockedBy: z.array(Ref).max(50).optional().describe("Keys of issues that block it."),
  discoveredFrom: Ref.optional().describe("Key of the issue during which it was found."),
  confirm: z
    .boolean()
    .optional()
    .describe("File it although its title is very near an open one; only agents are asked."),
});
export type NewIssue = z.output<typeof NewIssue>;

export const IssueChanges = z.strictObject({
  issue: Ref.describe("A key like TURBO-12, an old key, or an id."),
  ...givenFields(ISSUE_FIELDS),
  replace: z
    .array(Fragment)
    .min(1)
    .max(50)
    .optional()
    .describe("Changes places of the description instead of sending the whole."),
  addLabels: z.array(Ref).max(50).optional().describe("Names of labels to add."),
  removeLabels: z.array(Ref).max(50).optional().describe("Names of labels to take off."),
  addCriteria: CriteriaInput.optional().describe("Acceptance criteria to add at the end."),
  removeCriteria: z.array(SomeText).max(100).optional().describe("Acceptance criteria to drop: id, number or text."),
  resolution: Resolution.nullable().optional().describe("Why it was canceled."),
  before: Ref.optional().describe("Move it right before this issue (order on lists and boards)."),
  after: Ref.optional().describe("Move it right after this issue."),
  force: z.boolean().optional().describe("Close it although an open issue blocks it; the event says so."),
  version: Version,
});
export type IssueChanges = z.output<typeof IssueChanges>;

export const CriterionChange = z.strictObject({
  issue: Ref.describe("Key or id."),
  criterion: CriterionRef,
  done: z.boolean().default(true).describe("false says that it is not met."),
});

export const IssueFilter = z.strictObject({
  text: ShortText(500).optional().describe("Words of the issue, or of a comment on it."),
  project: oneOrMore(Ref).optional().describe("Keys or ids."),
  status: statusesInput(ISSUE_STATUSES)
    .optional()
    .describe(`${ISSUE_STATUSES.join(", ")}; open or closed for all of that kind.`),
  type: oneOrMore(IssueType).optional(),
  priority: oneOrMore(Priority).optional(),
  assignee: Ref.optional().describe("Handle; me, or none for nobody."),
  label: oneOrMore(Ref).optional().describe("Names; an issue with any of them."),
  parent: Ref.optional().describe("Key of the parent issue."),
  initiative: Ref.optional().describe("Key or title, or none."),
  milestone: Ref.optional().describe("Key or title, or none."),
  dueBefore: CalendarDate.optional(),
  stale: Flag.optional().describe("Only those that leaned on a superseded decision and were not rechecked."),
  shelf: Shelf.default("live"),
  sort: sortBy(ISSUE_SORTS, "-createdAt"),
  ...COUNTED_PAGE,
});
export type IssueFilter = z.output<typeof IssueFilter>;

/** Groups whose rows are read, in the order in which they stand, and how many rows in all. */
export const IssueGroupFilter = IssueFilter.omit({ status: true, cursor: true, total: true }).extend({
  open: z.array(IssueStatus),
});
export const IssueGroups = z.object({
  /** By status; those of which there is none are left out. */
  totals: z.partialRecord(IssueStatus, z.number().int()),
  pages: z.array(z.object({ status: IssueStatus, ...pageOf(IssueLine).omit({ total: true }).shape })),
});
export type IssueGroups = z.output<typeof IssueGroups>;

export const IssueMove = z.strictObject({
  issue: Ref.describe("A key like TURBO-12, an old key, or an id."),
  project: Ref.describe("Key or id of the project that it moves to."),
  withSubIssues: z.boolean().optional().describe("Also all that lies below it."),
  version: Version,
});
export const MovedIssue = Issue.extend({
  moved: z.array(z.object({ from: z.string(), to: z.string() })).describe("Old and new keys, its own first."),
  lostMilestones: z.array(z.string()).describe("Keys of milestones that stay behind with the old project."),
});

export const IssueRef = z.strictObject({ issue: Ref.describe("A key like TURBO-12, an old key, or an id.") });

export const LinkInput = z.strictObject({
  issue: Ref.describe("Key or id."),
  kind: LinkKind,
  other: Ref.describe("Key or id of the other issue."),
});
