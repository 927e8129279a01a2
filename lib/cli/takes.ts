import type { KINDS, SubjectKind } from "#lib/domain/kinds";

/** What a value names: the noun whose things it is one of. */
export type Takes = keyof typeof EXAMPLES;

/** How such a value looks. */
const EXAMPLES = {
  projects: "a key like APP",
  issues: "a key like APP-12",
  documents: "a key like APP-DOC4",
  decisions: "a key like APP-DEC7 or DEC-7",
  milestones: "a key like APP-MS2",
  initiatives: "a key like I-3",
  proposals: "a key like APP-P3",
  labels: "the name of a label",
  users: "a handle, or me",
  templates: "the name of a template",
} as const satisfies Record<(typeof KINDS)[SubjectKind | "label"]["folder"] | "users" | "templates", string>;

const BY_NAME: Record<string, Takes> = {
  ...named("projects", ["project", "projects"]),
  ...named("issues", ["issue", "issues", "on", "blockedBy", "discoveredFrom", "other"]),
  ...named("documents", ["document", "documents"]),
  ...named("decisions", ["decision", "by", "supersedes"]),
  ...named("milestones", ["milestone"]),
  ...named("initiatives", ["initiative", "initiatives"]),
  ...named("proposals", ["proposal"]),
  ...named("labels", ["label", "labels"]),
  ...named("users", ["assignee", "lead", "members", "of", "owner", "user"]),
  ...named("templates", ["template"]),
};

/** Fields that name another thing of the same noun. */
const OF_OWN_NOUN = ["parent", "before", "after"];

function named(noun: Takes, names: string[]): Record<string, Takes> {
  return Object.fromEntries(names.map((name) => [name, noun]));
}

/** What a field of a command of `noun` names; null for what is no name of a thing. */
export function takesOf(noun: string, field: string): Takes | null {
  // addGovernsIssues names issues, removeLabels labels.
  const bare = field.replace(/^(add|remove)(?=[A-Z])/, "").replace(/^governs(?=[A-Z])/i, "");
  const name = bare.charAt(0).toLowerCase() + bare.slice(1);
  if (OF_OWN_NOUN.includes(name)) return noun === "issues" || noun === "documents" ? noun : null;
  if ((noun === "questions" || noun === "proposals") && name === "by") return "users";
  return Object.hasOwn(BY_NAME, name) ? (BY_NAME[name] ?? null) : null;
}

/** What a field wants, for who has not given it; empty where nothing is known. */
export function wanted(noun: string, field: string, description: string, allowed: readonly string[] = []): string {
  const takes = takesOf(noun, field);
  if (takes) return EXAMPLES[takes];
  if (allowed.length > 0) return `one of ${allowed.join(", ")}`;
  if (description === "Id.") return "an id, as the list of them shows it";
  return description.replace(/\.$/, "").replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}
