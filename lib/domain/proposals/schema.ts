import { z } from "zod";
import { COUNTED_PAGE, Flag, Instant, oneOrMore, Ref, ShortText, Version, WholeNumber } from "#lib/core/fields";
import { NewDecision } from "#lib/domain/decisions/schema";
import { NewDocument } from "#lib/domain/documents/schema";
import { givenFields } from "#lib/domain/field-table";
import { LinkKind, NewIssue } from "#lib/domain/issues/schema";
import { Person, Via } from "#lib/domain/people/schema";
import { AWAY, Shelf, STAMPS } from "#lib/domain/shelf/schema";
import { ItemState, Make, MOST_ITEMS, PROPOSAL_FIELDS, ProposalStatus } from "./fields.ts";

const ItemName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/i, { error: "Must be letters, digits and _, and begin with a letter." })
  .optional()
  .describe("What other items call it, where they do not by its place: parent: 1.");

/** What is given to make something, as for one that is made at once; other items stand in it by place or name. */
const ProposedIssue = NewIssue.omit({ project: true, confirm: true });
const ProposedDecision = NewDecision.omit({ project: true, accept: true });
const ProposedDocument = NewDocument.omit({ project: true, confirm: true });
const ProposedLink = z.strictObject({
  issue: Ref.describe("Item or key of the issue that has the link."),
  kind: LinkKind,
  other: Ref.describe("Item or key of the other issue."),
});

/** What may be given for an item, by what it makes. */
export const PAYLOADS = {
  issue: ProposedIssue,
  decision: ProposedDecision,
  document: ProposedDocument,
  link: ProposedLink,
} as const satisfies Record<Make, z.ZodType>;
export type Payload = Record<string, unknown>;

const item = <Of extends Make, Shape extends z.core.$ZodShape>(make: Of, { shape }: z.ZodObject<Shape>) =>
  z.strictObject({ make: z.literal(make), name: ItemName, ...shape });

export const ProposedItem = z.discriminatedUnion("make", [
  item("issue", ProposedIssue),
  item("decision", ProposedDecision),
  item("document", ProposedDocument),
  item("link", ProposedLink),
]);
export type ProposedItem = z.output<typeof ProposedItem>;

export const NewProposal = z.strictObject({
  project: Ref.describe("Key or id of the project."),
  ...givenFields(PROPOSAL_FIELDS),
  title: PROPOSAL_FIELDS.title.given,
  items: z
    .array(ProposedItem)
    .min(1)
    .max(MOST_ITEMS)
    .describe(
      "Up to 100: what each makes (issue, decision, document, link) and its fields. They name each other by place (1 for the first) or name, other things by key.",
    ),
});
export type NewProposal = z.output<typeof NewProposal>;

/** One thing that a proposal would make. */
export const ProposalItem = z.object({
  number: z.number().int().describe("Its place, 1 for the first."),
  make: Make,
  title: z.string().describe("Its title, or the link in words; #1 is an item."),
  parent: z.number().int().nullable().describe("Number of the item that it lies under."),
  payload: z.record(z.string(), z.unknown()).describe("Its fields; items of the proposal stand in them by number."),
  state: ItemState,
  edited: z.boolean().describe("A person changed it since it was proposed."),
  reason: z.string().describe("Why it was rejected; empty where it went with another."),
  became: z.string().nullable().describe("Key of what it became; of a link the issue that has it."),
  brings: z
    .array(z.number().int())
    .describe("Other pending items that are accepted with it, because it leans on them."),
  hidden: z.boolean().describe("It names something of a project that this key may not see, which is left out here."),
});
export type ProposalItem = z.output<typeof ProposalItem>;

/** A proposal as lists show it. */
export const ProposalLine = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string().describe("Key of the project."),
  title: z.string(),
  status: ProposalStatus,
  counts: z.object({ pending: z.number().int(), accepted: z.number().int(), rejected: z.number().int() }),
  by: Person.nullable().describe("Who proposes."),
  via: Via.nullable(),
  settledAt: Instant.nullable(),
  ...STAMPS,
});
export type ProposalLine = z.output<typeof ProposalLine>;

export const Proposal = ProposalLine.extend({ note: z.string(), items: z.array(ProposalItem), ...AWAY });
export type Proposal = z.output<typeof Proposal>;

const proposal = Ref.describe("Key like TURBO-P3, or id.");
const Numbers = oneOrMore(WholeNumber(1, MOST_ITEMS)).optional();
export const ProposalRef = z.strictObject({ proposal });

export const Accepted = z.strictObject({
  proposal,
  items: Numbers.describe("Numbers of items; what they lean on is accepted with them."),
  all: Flag.optional().describe("Instead: all that are pending."),
  version: Version,
});
export type Accepted = z.output<typeof Accepted>;

export const Rejected = z.strictObject({
  proposal,
  items: Numbers.describe("Numbers of items; what lies under them, and links to them, are rejected with them."),
  all: Flag.optional().describe("Instead: all that are pending."),
  reason: ShortText(1000).default("").describe("Why; who proposed it reads this."),
  version: Version,
});
export type Rejected = z.output<typeof Rejected>;

export const ItemEdit = z.strictObject({
  proposal,
  item: WholeNumber(1, MOST_ITEMS).describe("Its number."),
  changes: z
    .record(ShortText(40), z.unknown())
    .describe("Fields of what it makes, as they were proposed; null takes one away."),
  version: Version,
});

export const ProposalFilter = z.strictObject({
  project: oneOrMore(Ref).optional().describe("Keys or ids."),
  status: ProposalStatus.optional(),
  by: Ref.optional().describe("Handle of who proposes, or me."),
  text: ShortText(200).optional().describe("Part of the title, or words of the note."),
  shelf: Shelf.default("live"),
  ...COUNTED_PAGE,
});
export type ProposalFilter = z.output<typeof ProposalFilter>;
