import { atxHeading } from "#lib/core/atx-heading";
import { fold } from "#lib/core/fold";
import type { DecisionOption } from "./fields.ts";

/** What the body of a record says. */
export interface DecisionTexts {
  title: string;
  context: string;
  options: DecisionOption[];
  outcome: string;
  rationale: string;
  consequences: string;
}

interface Section {
  level: number;
  heading: string;
  lines: string[];
}

/** What sections of MADR (3 and 4, and older ones in Nygard's style) are here. */
const KNOWN: Record<string, string> = {
  "context and problem statement": "context",
  context: "context",
  "considered options": "options",
  "decision outcome": "outcome",
  decision: "outcome",
  rationale: "rationale",
  consequences: "consequences",
  "positive consequences": "consequences",
  "negative consequences": "consequences",
  "pros and cons of the options": "points",
};

/** Reads the body of a decision record; sections that are not known stay, heading and all, in the context. */
export function readBody(body: string): DecisionTexts {
  const texts = { title: "", context: "", outcome: "", rationale: "", consequences: "" };
  const options: DecisionOption[] = [];
  let place = "context";
  let option: DecisionOption | null = null;
  const append = (name: keyof typeof texts, text: string) => {
    texts[name] = [texts[name], text].filter(Boolean).join("\n\n");
  };
  for (const { level, heading, lines } of sectionsOf(body)) {
    const text = trimmed(lines);
    if (level === 1 && texts.title === "") {
      texts.title = heading;
      place = "context";
      append("context", text);
      continue;
    }
    const known = level === 0 ? "context" : level <= 3 ? KNOWN[fold(heading)] : undefined;
    const kept = level === 0 ? text : [`${"#".repeat(level)} ${heading}`, text].filter(Boolean).join("\n\n");
    if (place === "points" && level === 3) {
      option = optionOf(options, heading);
      readPoints(option, lines);
    } else if (known === "options") {
      place = "options";
      readOptions(options, lines, (rest) => append("context", rest));
    } else if (known === "points") {
      place = "points";
      if (text) append("context", kept);
    } else if (known === "outcome") {
      place = "outcome";
      append(
        "outcome",
        readChosen(options, text, (why) => append("rationale", why)),
      );
    } else if (known === "context" && (level === 0 || level === 2)) {
      place = "context";
      append("context", text);
    } else if ((known === "rationale" || known === "consequences") && level > 1) {
      place = known;
      append(known, KNOWN[fold(heading)] === known && !/^(positive|negative)/i.test(heading) ? text : kept);
    } else if (place === "points" && level > 3 && option) {
      option.whyNot = [option.whyNot, kept].filter(Boolean).join("\n\n");
    } else {
      append("context", kept);
    }
  }
  return { ...texts, options };
}

/** Splits at headings outside of code blocks; what stands before the first has level 0. */
function sectionsOf(body: string): Section[] {
  const sections: Section[] = [{ level: 0, heading: "", lines: [] }];
  let fence: string | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && (fence === null || (mark.startsWith(fence[0] ?? "") && mark.length >= fence.length)))
      fence = fence === null ? mark : null;
    const heading = fence === null && !mark ? atxHeading(line) : null;
    if (heading?.text) sections.push({ level: heading.level, heading: heading.text, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.filter(({ level, lines }) => level > 0 || trimmed(lines) !== "");
}

function trimmed(lines: readonly string[]): string {
  return lines
    .join("\n")
    .trimEnd()
    .replace(/^(?:[ \t]*\n)+/, "");
}

function optionOf(options: DecisionOption[], name: string): DecisionOption {
  const known = options.find((option) => fold(option.name) === fold(name));
  if (known) return known;
  const option = { id: "", name: name.slice(0, 200), pros: [], cons: [], whyNot: "", chosen: false };
  options.push(option);
  return option;
}

function readOptions(options: DecisionOption[], lines: readonly string[], keep: (rest: string) => void): void {
  const rest: string[] = [];
  for (const line of lines) {
    const item = /^[*+-][ \t]+(.*\S)[ \t]*$/.exec(line)?.[1] ?? /^\d+[.)][ \t]+(.*\S)[ \t]*$/.exec(line)?.[1];
    // A link to the option's own heading further down is its name.
    const name = item && (/^\[([^\]]+)\]\([^)]*\)$/.exec(item)?.[1] ?? item);
    if (name && name.length <= 200) optionOf(options, name);
    else if (line.trim() !== "") rest.push(line);
  }
  if (rest.length > 0) keep(rest.join("\n"));
}

/** Good and bad points of an option; what is neither is kept as the reason against it. */
function readPoints(option: DecisionOption, lines: readonly string[]): void {
  const rest: string[] = [];
  let points: string[] | null = null;
  for (const line of lines) {
    const point = /^[*+-][ \t]+(Good|Bad|Neutral)[,:]?[ \t]+(?:because[ \t]+)?(.*)$/i.exec(line);
    if (point && point[1]?.toLowerCase() !== "neutral") {
      points = point[1]?.toLowerCase() === "good" ? option.pros : option.cons;
      points.push(point[2] ?? "");
    } else if (points && /^[ \t]+\S/.test(line)) {
      points.push(`${points.pop()}\n${line.trim()}`);
    } else {
      if (line.trim() !== "") points = null;
      rest.push(line);
    }
  }
  const text = trimmed(rest).replace(/^Why not: /, "");
  if (text) option.whyNot = [option.whyNot, text].filter(Boolean).join("\n\n");
}

/** Marks the option that an outcome names, and splits off the reason that follows it. Answers what else it says. */
function readChosen(options: DecisionOption[], text: string, why: (reason: string) => void): string {
  const start = /^Chosen option: ["“]?/.exec(text)?.[0].length;
  if (start === undefined) return text;
  const gap = text.indexOf("\n\n");
  const head = gap < 0 ? text.slice(start) : text.slice(start, gap);
  const because = /["”]?,? because[ \t]+/.exec(head);
  const name = (because ? head.slice(0, because.index) : head.trimEnd()).replace(/["”]$/, "");
  const option = options.find((one) => fold(one.name) === fold(name));
  if (!option) return text;
  option.chosen = true;
  const reason = because ? head.slice(because.index + because[0].length).trim() : "";
  if (reason) why(reason);
  return gap < 0 ? (reason ? option.name : "") : text.slice(gap + 2);
}
