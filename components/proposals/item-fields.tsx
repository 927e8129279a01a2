import { DECISION_KIND_WORDS } from "#components/decisions/words";
import { PRIORITY_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";
import type { Make } from "#lib/domain/proposals/fields";
import type { ProposalItem } from "#lib/domain/proposals/schema";

/** The Markdown of each kind of item, in the order in which it is read. */
export const LONG_TEXTS: Readonly<Record<Make, readonly { field: string; words: string }[]>> = {
  issue: [{ field: "description", words: "Description" }],
  decision: [
    { field: "outcome", words: "What is proposed" },
    { field: "rationale", words: "Why" },
    { field: "context", words: "Context" },
    { field: "consequences", words: "Consequences" },
  ],
  document: [{ field: "body", words: "Text" }],
  link: [],
};

const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: STATUS_WORDS,
  priority: PRIORITY_WORDS,
  type: TYPE_WORDS,
  kind: DECISION_KIND_WORDS,
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  status: "Status",
  priority: "Priority",
  type: "Type",
  kind: "Kind",
  estimate: "Estimate",
  dueDate: "Due",
  assignee: "Assignee",
  labels: "Labels",
  parent: "Under",
  initiative: "Initiative",
  milestone: "Milestone",
  blockedBy: "Blocked by",
  discoveredFrom: "Discovered from",
  criteria: "Criteria",
  options: "Options",
  impactAreas: "Impact areas",
  governs: "Governs",
  supersedes: "Supersedes",
  template: "Template",
  branch: "Branch",
  pin: "Pinned at",
};

/** The facts of an item besides its title and texts, in words. */
export function factsOf({ make, payload }: Pick<ProposalItem, "make" | "payload">): [name: string, words: string][] {
  if (make === "link") return [];
  return Object.entries(payload).flatMap(([field, value]): [string, string][] => {
    const name = FIELD_WORDS[field];
    const words = name ? wordsOf(field, value) : "";
    return name && words ? [[name, words]] : [];
  });
}

const REFERRING = new Set(["parent", "blockedBy", "discoveredFrom", "issues", "documents"]);

function wordsOf(field: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => wordsOf(field, one)).join(field === "criteria" ? "\n" : ", ");
  if (typeof value === "object" && value !== null) {
    // A criterion or an option; what a decision governs is lists by kind.
    if ("text" in value) return String(value.text);
    if ("name" in value) return String(value.name);
    return Object.entries(value)
      .map(([kind, list]) => wordsOf(kind, list))
      .filter(Boolean)
      .join(", ");
  }
  const text = value === null || value === undefined ? "" : String(value);
  if (REFERRING.has(field) && /^\d+$/.test(text)) return `#${text}`;
  return VALUE_WORDS[field]?.[text] ?? text.replaceAll("_", " ");
}
