import { frontMatterIn } from "./front-matter.ts";
import { placeOf } from "./lines.ts";
import { CODE_RULES } from "./rules/code.ts";
import { HEADING_RULES } from "./rules/headings.ts";
import { LINK_RULES } from "./rules/links.ts";
import { MARKDOWN_RULES } from "./rules/markdown.ts";
import type { Found, Level, Page, Rule } from "./rules/rule.ts";
import { STRUCTURE_RULES } from "./rules/structure.ts";
import { YAML_RULES } from "./rules/yaml.ts";
import { scan } from "./zones.ts";

/** What a rule found, and where a person finds it. */
export interface Finding extends Found {
  rule: string;
  level: Level;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
}

/** Which rules are asked, and how. */
export interface Settings {
  /** Levels of rules by id, `off` for those that are not asked; the rule's own where absent. */
  levels?: Readonly<Record<string, Level | "off">>;
  /** Numbers of rules by id. */
  limits?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const RULES: readonly Rule[] = [
  ...YAML_RULES,
  ...MARKDOWN_RULES,
  ...STRUCTURE_RULES,
  ...CODE_RULES,
  ...LINK_RULES,
  ...HEADING_RULES,
];

/** Checks a Markdown text by its form alone. Findings come in the order of the text. */
export function checkText(text: string, { levels = {}, limits = {} }: Settings = {}): Finding[] {
  const scanned = scan(text);
  const page: Page = { ...scanned, front: frontMatterIn(text, scanned.blocks) };
  const findings = RULES.flatMap((rule) => {
    const level = levels[rule.id] ?? rule.level;
    if (level === "off") return [];
    const limit = (name: string) => limits[rule.id]?.[name] ?? rule.limits?.[name] ?? 0;
    return [...rule.find(page, limit)].map((found) => ({
      ...found,
      ...placeOf(page.lines, found.start),
      rule: rule.id,
      level,
    }));
  });
  return findings.sort(
    (one, other) => one.start - other.start || one.end - other.end || (one.rule < other.rule ? -1 : 1),
  );
}
