/** How many ways a pattern may go on from one place of a text, at most. */
const MOST_WAYS = 100_000;
/** How often something is repeated that may be repeated without end. */
const MOST_REPEATS = 100;
const LONGEST = 500;
const TOO_MANY = `can go on in more than ${MOST_WAYS.toLocaleString("en")} ways`;

/**
 * A pattern that a person gave, ready to run over any text; or why it is not run. Nothing in it may be repeated that is
 * itself repeated, or that can be read in several ways, and all repeats together go on in at most 100,000 ways: so its time
 * grows with the text and no faster. `*` and `+` repeat at most a hundred times.
 */
export function safePattern(source: string, flags = ""): RegExp | string {
  if (source.length > LONGEST) return `is longer than ${LONGEST} characters`;
  const safe = bounded(source);
  if (typeof safe === "object") return safe.problem;
  try {
    const pattern = new RegExp(safe, `${flags}gdu`);
    return pattern.test("") ? "is found in nothing, so it is found everywhere" : pattern;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error);
  }
}

interface Group {
  /** Is something in it repeated, or said in several ways? */
  open: boolean;
  alternatives: number;
}

function bounded(source: string): string | { problem: string } {
  const groups: Group[] = [];
  let closed: Group | null = null;
  let ways = 1;
  let out = "";
  for (let at = 0; at < source.length; ) {
    const repeat = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 20));
    if (repeat && out !== "") {
      const [least, most] = rangeOf(repeat);
      if (closed?.open && most > 1) return { problem: "repeats what is repeated, or what can be read in several ways" };
      if (most > MOST_REPEATS) return { problem: `repeats more than ${MOST_REPEATS} times` };
      ways *= most - least + 1;
      if (ways > MOST_WAYS) return { problem: TOO_MANY };
      for (const group of groups) group.open = true;
      out += `{${least},${most}}${repeat[0].length > 1 && repeat[0].endsWith("?") ? "?" : ""}`;
      at += repeat[0].length;
      closed = null;
      continue;
    }
    closed = null;
    const atom = /^(?:\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S])/.exec(source.slice(at))?.[0] ?? "";
    if (/^\\[1-9k]/.test(atom)) return { problem: "refers back to a part of itself" };
    if (atom === "(") {
      if (/^\(\?[=!]|^\(\?<[=!]/.test(source.slice(at))) return { problem: "looks ahead or behind" };
      groups.push({ open: false, alternatives: 1 });
    } else if (atom === ")") {
      closed = groups.pop() ?? null;
      ways *= closed?.alternatives ?? 1;
    } else if (atom === "|") {
      for (const group of groups) group.open = true;
      const own = groups.at(-1);
      if (own) own.alternatives++;
    }
    if (ways > MOST_WAYS) return { problem: TOO_MANY };
    out += atom;
    at += atom.length;
    if (atom === "(") {
      const name = /^\?(?::|<\w+>)/.exec(source.slice(at))?.[0] ?? "";
      out += name;
      at += name.length;
    }
  }
  return out;
}

function rangeOf([sign, least, comma, most]: RegExpExecArray): [least: number, most: number] {
  if (sign.startsWith("?")) return [0, 1];
  if (sign.startsWith("*")) return [0, MOST_REPEATS];
  if (sign.startsWith("+")) return [1, MOST_REPEATS];
  const low = Number(least);
  return [low, comma === "" ? low : most === "" ? Math.max(low, MOST_REPEATS) : Number(most)];
}
