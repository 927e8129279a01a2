import { DOCUMENT_KINDS, DOCUMENT_STATUSES, type DocumentKind, type DocumentStatus } from "./fields.ts";

/** Words that other tools and people use for the kinds. */
const KINDS: Readonly<Record<string, DocumentKind>> = {
  spec: "specification",
  technical_spec: "specification",
  prd: "requirements",
  requirement: "requirements",
  product_requirements: "requirements",
  architecture: "design",
  design_doc: "design",
  guide: "user_guide",
  manual: "user_guide",
  tutorial: "user_guide",
  howto: "user_guide",
  runbook: "user_guide",
  user_manual: "user_guide",
  api: "api_doc",
  api_docs: "api_doc",
  api_documentation: "api_doc",
  api_reference: "api_doc",
  reference: "api_doc",
  release_notes: "changelog",
  meeting: "meeting_notes",
  minutes: "meeting_notes",
  meeting_minutes: "meeting_notes",
  notes: "note",
  other: "note",
  general: "note",
  analysis: "research",
  spike: "research",
  study: "research",
};
const STATUSES: Readonly<Record<string, DocumentStatus>> = {
  wip: "draft",
  in_progress: "draft",
  proposed: "in_review",
  review: "in_review",
  accepted: "approved",
  final: "published",
  released: "published",
  current: "published",
  deprecated: "archived",
  obsolete: "archived",
};

const plain = (word: string) =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

function known<Word>(table: Readonly<Record<string, Word>>, name: string): Word | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}

/** The kind that a word stands for; null for one that nobody knows. */
export function kindOf(word: string): DocumentKind | null {
  const name = plain(word);
  return DOCUMENT_KINDS.find((kind) => kind === name) ?? known(KINDS, name);
}

/** The status that a word stands for; null for one that nobody knows. */
export function statusOf(word: string): DocumentStatus | null {
  const name = plain(word);
  return DOCUMENT_STATUSES.find((status) => status === name) ?? known(STATUSES, name);
}
