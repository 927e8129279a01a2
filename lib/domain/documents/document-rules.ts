import { invalidField } from "#lib/core/errors";
import type { Settings } from "#lib/validation/check";
import type { Rule } from "#lib/validation/rules/rule";
import type { DocumentKind } from "./fields.ts";

export interface AskedRules {
  profile: "default" | "strict";
  rules?: string[] | undefined;
  kind?: DocumentKind | undefined;
  /** Is it put away, so that nobody reads it for what is so today? */
  isOver?: boolean;
}

/** The rules that documents are held to where nobody chooses: what is wrong for a reader, whatever the style. */
const USUAL: ReadonlySet<string> = new Set([
  "truth/dead_key",
  "truth/superseded_decision",
  "truth/stale_status",
  "truth/stale_date",
  "markdown/unclosed_code_block",
  "markdown/empty_link_text",
  "markdown/empty_link_url",
  "markdown/empty_image_url",
  "code/sensitive_data",
  "links/invalid_scheme",
  "links/spaces_in_url",
  "links/broken_reference",
  "seo/empty_heading",
  "yaml/yaml_parse_error",
]);
/** What tells how things stood on a day. */
const OF_A_DAY: readonly DocumentKind[] = ["changelog", "meeting_notes"];
const OF_TODAY = ["truth/superseded_decision", "truth/stale_status", "truth/stale_date"];

/** Which rules a text is held to. Throws `invalid` for a rule or family that is not there. */
export function rulesFor(all: readonly Rule[], { profile, rules, kind, isOver = false }: AskedRules): Settings {
  const unknown = rules?.find((name) => !all.some((rule) => isNamed(rule, name)));
  if (unknown !== undefined) {
    const families = [...new Set(all.map(({ id }) => id.split("/")[0]))].join(", ");
    throw invalidField("rules", `There is no rule or family "${unknown}". Families: ${families}.`);
  }
  const off = (rule: Rule) => {
    if (rules) return !rules.some((name) => isNamed(rule, name));
    if (isOver && rule.id.startsWith("truth/")) return true;
    if (kind && OF_A_DAY.includes(kind) && OF_TODAY.includes(rule.id)) return true;
    return profile === "default" && !USUAL.has(rule.id);
  };
  return { levels: Object.fromEntries(all.filter(off).map(({ id }) => [id, "off" as const])) };
}

const isNamed = ({ id }: Rule, name: string) => id === name || id.startsWith(`${name}/`);
