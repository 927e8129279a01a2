import { z } from "zod";
import { Flag, oneOrMore, Ref, WholeNumber } from "#lib/core/fields";
import { IssueLine } from "#lib/domain/issues/schema";
import { SEARCHED_KINDS, type SearchedKind } from "#lib/domain/kinds";
import { ProjectLine } from "#lib/domain/projects/schema";
import { SubjectChip } from "#lib/domain/subjects/schema";

/** Results with a shape of their own; all others show what they are of. */
const OWN_SHAPE = ["issue", "comment", "project"] as const;
type OtherKind = Exclude<SearchedKind, (typeof OWN_SHAPE)[number]>;
const OTHERS = SEARCHED_KINDS.filter((kind): kind is OtherKind => !OWN_SHAPE.some((own) => own === kind));

export const SearchInput = z.strictObject({
  q: z.string().max(500).describe('Words, "an exact phrase", or begin*.'),
  project: Ref.optional().describe("Key or id: only there."),
  kind: oneOrMore(z.enum([...OWN_SHAPE, ...OTHERS])).optional(),
  order: z.enum(["relevance", "newest"]).default("relevance"),
  closed: Flag.default(true).describe("Also closed issues."),
  limit: WholeNumber(1, 100).default(20),
  offset: WholeNumber(0, 1000).default(0),
});

export const SearchResult = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("issue"), issue: IssueLine, excerpt: z.string() }),
  z.object({
    kind: z.literal("comment"),
    id: z.string(),
    on: SubjectChip,
    issue: IssueLine.nullable().describe("What it is on, where that is an issue."),
    excerpt: z.string(),
  }),
  z.object({ kind: z.literal("project"), project: ProjectLine, excerpt: z.string() }),
  z.object({ kind: z.enum(OTHERS), on: SubjectChip, excerpt: z.string() }),
]);
export type SearchResult = z.output<typeof SearchResult>;

export const SearchResults = z.object({ items: z.array(SearchResult), more: z.boolean() });
