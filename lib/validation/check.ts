import { CONTROL_RULES, withoutHidden } from "./control.ts";
import { applyEdits } from "./edits.ts";
import { frontMatterIn } from "./front-matter.ts";
import { placeOf } from "./lines.ts";
import type { Plan } from "./plan.ts";
import { CODE_RULES } from "./rules/code.ts";
import { HEADING_RULES } from "./rules/headings.ts";
import { HIDDEN_RULES } from "./rules/hidden.ts";
import { LINK_RULES } from "./rules/links.ts";
import { MARKDOWN_RULES } from "./rules/markdown.ts";
import { PLAN_RULES } from "./rules/plan.ts";
import type { Found, Level, Page, Rule } from "./rules/rule.ts";
import { STRUCTURE_RULES } from "./rules/structure.ts";
import { TRUTH_NAME_RULES } from "./rules/truth.ts";
import { TRUTH_STATEMENT_RULES } from "./rules/truth-statements.ts";
import { TRUTH_USE_RULES } from "./rules/truth-use.ts";
import { YAML_RULES } from "./rules/yaml.ts";
import type { Truth } from "./truth.ts";
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
  ...TRUTH_NAME_RULES,
  ...TRUTH_USE_RULES,
  ...TRUTH_STATEMENT_RULES,
  ...HIDDEN_RULES,
  ...PLAN_RULES,
];

/** All rules without how they find things, for whoever chooses among them. */
export const RULE_FACTS: readonly Omit<Rule, "find">[] = [...RULES, ...CONTROL_RULES];

const ids = RULE_FACTS.map(({ id }) => id);

/** What texts are checked against, beside the rules of their form. */
export interface Known {
  truth?: Truth | null;
  plan?: Plan | null;
}

/** Checks a Markdown text. Findings come in the order of the text. */
export function checkText(
  text: string,
  { levels = {}, limits = {} }: Settings = {},
  { truth = null, plan = null }: Known = {},
): Finding[] {
  const scanned = scan(text);
  const page: Page = { ...scanned, front: frontMatterIn(text, scanned.blocks), truth, plan };
  const levelOf = (id: string) => levels[id] ?? RULE_FACTS.find((rule) => rule.id === id)?.level ?? "off";
  const found = RULES.flatMap((rule) => {
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
  const { shown, told } = withoutHidden(page, found, { ids, level: levelOf });
  const ofComments = told.map((one) => ({
    ...one,
    ...placeOf(page.lines, one.start),
    level: levelOf(one.rule) as Level,
  }));
  return [...shown, ...ofComments].sort(
    (one, other) => one.start - other.start || one.end - other.end || (one.rule < other.rule ? -1 : 1),
  );
}

/** How often a text is checked again after edits, which may make room for others. */
const ROUNDS = 5;

/** A text with every edit made that rules offer for it, until they offer none. */
export function mendText(text: string, settings: Settings = {}, known: Known = {}): string {
  let mended = text;
  for (let round = 0; round < ROUNDS; round++) {
    const edits = checkText(mended, settings, known).flatMap(({ edit }) => edit ?? []);
    const next = applyEdits(mended, edits).text;
    if (next === mended) break;
    mended = next;
  }
  return mended;
}
