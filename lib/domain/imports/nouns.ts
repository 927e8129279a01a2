/** What imports of things other than issues have to know of each kind. */
export const NOUNS = {
  milestone: { table: "Milestone", counter: "lastMilestoneNumber", sign: "MS" },
  decision: { table: "Decision", counter: "lastDecisionNumber", sign: "DEC" },
  document: { table: "Document", counter: "lastDocumentNumber", sign: "DOC" },
} as const;

export type Noun = keyof typeof NOUNS;
