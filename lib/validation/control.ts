import { noSuch } from "#lib/core/likeliest";
import { placeOf } from "./lines.ts";
import type { Found, Level, Page, Rule } from "./rules/rule.ts";

/** What is said of comments that turn rules off. */
export const CONTROL_RULES: readonly Omit<Rule, "find">[] = [
  {
    id: "control/unknown_rule",
    level: "warning",
    sentence: "A comment that turns rules off names rules that there are.",
  },
  { id: "control/unused_comment", level: "info", sentence: "A comment that turns rules off hides something." },
];

interface Comment {
  verb: string;
  /** Rules or families like `links/*`; none for all of them. */
  rules: string[];
  start: number;
  end: number;
}

/** What of a finding decides whether a comment hides it. */
interface Hidden {
  rule: string;
  start: number;
  line: number;
}

/** A stretch in which a rule is off, and by which word of which comment. */
interface Silence {
  comment: Comment;
  /** As it is written; null for all. */
  rule: string | null;
  hides(finding: Hidden): boolean;
}

const IN_HTML = /<!--\s*turbo-(?<verb>(?:dis|en)able[\w-]*)(?<rest>(?:(?!-->)[\s\S])*)-->/g;
const IN_MDX = /\{\/\*\s*turbo-(?<verb>(?:dis|en)able[\w-]*)(?<rest>(?:(?!\*\/)[\s\S])*)\*\/\}/g;
const VERBS = ["disable", "enable", "disable-next-line", "disable-line", "disable-file"];

/** Findings without those that comments in the text hide, and what is to be said of the comments. */
export function withoutHidden<Finding extends Hidden>(
  page: Page,
  findings: readonly Finding[],
  { ids, level }: { ids: readonly string[]; level: (id: string) => Level | "off" },
): { shown: Finding[]; told: (Found & { rule: string })[] } {
  const comments = page.text.includes("turbo-") ? commentsIn(page) : [];
  if (comments.length === 0) return { shown: [...findings], told: [] };
  const silences = silencesOf(page, comments);
  const used = new Set<Silence>();
  const shown = findings.filter((finding) => {
    const by = silences.filter(({ hides }) => hides(finding));
    for (const one of by) used.add(one);
    return by.length === 0;
  });
  const own = (rule: string, { start, end }: Comment, message: string) => ({ rule, message, start, end });
  const matched = (rule: string) => ids.filter((id) => isOf(id, rule));
  const wrong = comments.flatMap((comment) => {
    if (!VERBS.includes(comment.verb))
      return own(
        "control/unknown_rule",
        comment,
        noSuch(
          "comment",
          `turbo-${comment.verb}`,
          VERBS.map((verb) => `turbo-${verb}`),
        ),
      );
    return comment.rules
      .filter((rule) => matched(rule).length === 0)
      .flatMap((rule) => own("control/unknown_rule", comment, unknown(rule, ids)));
  });
  const idle = silences.flatMap((silence) => {
    const { comment, rule } = silence;
    // What is off everywhere, or unknown, has nothing to hide.
    const asked = rule === null || matched(rule).some((id) => level(id) !== "off");
    if (used.has(silence) || !asked) return [];
    return own("control/unused_comment", comment, `Nothing of ${rule ?? "any rule"} is hidden here. Take it out.`);
  });
  return { shown, told: [...wrong, ...idle].filter(({ rule }) => level(rule) !== "off") };
}

const unknown = (rule: string, ids: readonly string[]) => noSuch("rule", rule, ids).replace(/ Valid: .*/, "");

/** Is a rule meant by `rule`, its id or its family as `family/*`? */
const isOf = (id: string, rule: string) => id === rule || (rule.endsWith("/*") && id.startsWith(rule.slice(0, -1)));

function commentsIn({ text, zones }: Page): Comment[] {
  return zones.flatMap(({ kind, start, end }) => {
    const pattern = kind === "comment" || kind === "html" ? IN_HTML : kind === "prose" ? IN_MDX : null;
    if (!pattern) return [];
    return [...text.slice(start, end).matchAll(pattern)].map(({ index, 0: whole, groups }) => ({
      verb: groups?.verb ?? "",
      // What stands behind two dashes is the reason.
      rules: (groups?.rest ?? "")
        .replace(/(?:^|\s)--[\s\S]*$/, "")
        .split(/[\s,]+/)
        .filter(Boolean),
      start: start + index,
      end: start + index + whole.length,
    }));
  });
}

function silencesOf({ lines, text }: Page, comments: readonly Comment[]): Silence[] {
  return comments.flatMap((comment, at) => {
    const { verb, rules, start, end } = comment;
    const covers = (rule: string | null) => {
      if (verb === "disable-file") return () => true;
      const line = verb === "disable-line" ? placeOf(lines, start).line : placeOf(lines, end).line + 1;
      if (verb !== "disable") return (finding: Hidden) => finding.line === line;
      const back = comments
        .slice(at + 1)
        .find((one) => one.verb === "enable" && (one.rules.length === 0 || one.rules.includes(rule ?? "")));
      return (finding: Hidden) => finding.start >= end && finding.start < (back?.start ?? text.length + 1);
    };
    if (!VERBS.includes(verb) || verb === "enable") return [];
    return (rules.length === 0 ? [null] : rules).map((rule) => {
      const isThere = covers(rule);
      return { comment, rule, hides: (finding) => (rule === null || isOf(finding.rule, rule)) && isThere(finding) };
    });
  });
}
