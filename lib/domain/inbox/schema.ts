import { z } from "zod";
import { Flag, Instant, InstantInput, oneOrMore, PAGE, Ref } from "#lib/core/fields";
import { QuestionChip } from "#lib/domain/questions/chip";
import { SubjectChip } from "#lib/domain/subjects/schema";

export const INBOX_KINDS = [
  "question",
  "answer",
  "proposal",
  "settled",
  "mention",
  "assignment",
  "decision",
  "due_soon",
] as const;
export const InboxKind = z.enum(INBOX_KINDS);
export type InboxKind = z.output<typeof InboxKind>;
/** What is written down when it happens; that something is due soon is seen at reading. */
export type StoredInboxKind = Exclude<InboxKind, "due_soon">;

/** Something that waits for one person. */
export const InboxItem = z.object({
  id: z.string(),
  kind: InboxKind,
  on: SubjectChip,
  source: z.string().nullable().describe("Id of the comment, status update or question that said it."),
  actor: z
    .object({
      handle: z.string(),
      name: z.string(),
      key: z.string().nullable(),
      kind: z.enum(["person", "script", "agent"]),
      client: z.string().nullable(),
    })
    .nullable()
    .describe("Who caused it; null for what is due, and what Turbo itself asks."),
  excerpt: z.string(),
  question: QuestionChip.nullable().describe("What is asked, to be answered right here; null for other kinds."),
  dueDate: z.string().nullable(),
  read: z.boolean(),
  done: z.boolean(),
  snoozedUntil: Instant.nullable(),
  createdAt: Instant,
});
export type InboxItem = z.output<typeof InboxItem>;

export const INBOX_VIEWS = ["open", "unread", "snoozed", "done"] as const;
const InboxView = z.enum(INBOX_VIEWS);
export type InboxView = z.output<typeof InboxView>;
export const InboxFilter = z.strictObject({
  view: InboxView.default("open").describe("open is all that is neither done nor snoozed."),
  kind: oneOrMore(InboxKind).optional(),
  ...PAGE,
});

export const InboxCount = z.object({
  unread: z.number().int().describe("Up to 100."),
  more: z.boolean().describe("There are more than that."),
  questions: z.number().int().describe("Open questions that wait for your answer and block their issue, up to 100."),
});

export const InboxMark = z.strictObject({
  item: Ref.optional().describe("Id of an item; absent with all: true."),
  all: Flag.optional().describe("Everything that is open."),
  as: z.enum(["read", "unread", "done", "open"]).describe("open takes done and snoozed back."),
});
export const Marked = z.object({ marked: z.number().int() });

export const InboxSnooze = z.strictObject({
  item: Ref.describe("Id of an item."),
  until: InstantInput.describe("When it comes back, unread."),
});

/** Which kinds a person wants to see. */
export const InboxSettings = z.object({
  question: z.boolean(),
  answer: z.boolean(),
  proposal: z.boolean(),
  settled: z.boolean(),
  mention: z.boolean(),
  assignment: z.boolean(),
  decision: z.boolean(),
  due_soon: z.boolean(),
});
export type InboxSettings = z.output<typeof InboxSettings>;
export const InboxSettingsChanges = z.strictObject({
  question: Flag.optional(),
  answer: Flag.optional(),
  proposal: Flag.optional(),
  settled: Flag.optional(),
  mention: Flag.optional(),
  assignment: Flag.optional(),
  decision: Flag.optional(),
  due_soon: Flag.optional(),
});
