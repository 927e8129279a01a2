import type { DocumentKind, DocumentStatus } from "#lib/domain/documents/fields";

export const KIND_WORDS = {
  specification: "Specification",
  requirements: "Requirements",
  design: "Design",
  user_guide: "User guide",
  api_doc: "API documentation",
  readme: "Readme",
  changelog: "Changelog",
  meeting_notes: "Meeting notes",
  research: "Research",
  note: "Note",
} as const satisfies Record<DocumentKind, string>;

/** In the order of the flow. */
export const DOCUMENT_STATUS_WORDS = {
  draft: "Draft",
  in_review: "In review",
  approved: "Approved",
  published: "Published",
  archived: "Archived",
} as const satisfies Record<DocumentStatus, string>;
