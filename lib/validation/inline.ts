/** What a stretch of running text is, where it is more than text. */
export type InlineKind =
  | "code"
  | "html"
  | "comment"
  | "autolink"
  | "url"
  | "link_target"
  | "image_text"
  | "link_text"
  | "reference";

export interface Span {
  kind: InlineKind;
  start: number;
  end: number;
}

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const AUTOLINK =
  /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>/y;
const COMMENT = /<!---?>|<!--[\s\S]*?-->/y;
const ATTRIBUTE = `\\s+[A-Za-z_:][\\w.:-]*(?:\\s*=\\s*(?:[^\\s"'=<>\`]+|'[^']*'|"[^"]*"))?`;
const HTML = new RegExp(
  `<[A-Za-z][A-Za-z0-9-]*(?:${ATTRIBUTE})*\\s*/?>|</[A-Za-z][A-Za-z0-9-]*\\s*>|<\\?[\\s\\S]*?\\?>|<![A-Za-z][^>]*>|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>`,
  "y",
);
const LIKE_ADDRESS = /https?:\/\/|www\.|@/i;
const ADDRESS =
  /https?:\/\/[^\s<.][^\s<]*|(?<www>www\.[^\s<]+)|(?<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?=\d*[A-Za-z])[\w-]*[A-Za-z0-9](?![\w-]))/gi;
const FOOTNOTE = /\[\^[^\]\s[]+\]/y;

/** A bracket that may begin a link. */
interface Bracket {
  at: number;
  image: boolean;
  live: boolean;
  /** How many spans there were. */
  spans: number;
}

/** How a label of a reference is compared. */
export function labelOf(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

/**
 * Code, links, images, HTML and addresses in the text of one block, by CommonMark's precedence: in the order of the text,
 * link texts around what stands in them. `labels` are those that are defined.
 */
export function spansIn(text: string, labels: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  const open: Bracket[] = [];
  let plainFrom = 0;
  const fences = new Map<number, number>();

  /** Addresses in the text that was passed. */
  const urlsUntil = (end: number) => {
    if (end > plainFrom) spans.push(...urlsIn(text, plainFrom, end));
    plainFrom = end;
  };
  const take = (kind: InlineKind, start: number, end: number) => {
    urlsUntil(start);
    spans.push({ kind, start, end });
    plainFrom = end;
  };

  /** Where each of what ends markup stands last, so that what nothing ends is not looked for from each of its beginnings. */
  const lastEnds = ["-->", "?>", "]]>", ">"].map((end) => text.lastIndexOf(end));
  const isOpenForEver = (at: number) => {
    const [comment = 0, instruction = 0, data = 0, any = 0] = lastEnds;
    if (text.startsWith("<!--", at)) return comment < at;
    if (text[at + 1] === "?") return instruction < at;
    return text.startsWith("<![CDATA[", at) ? data < at : any < at;
  };

  for (let at = 0; at < text.length; ) {
    switch (text[at]) {
      case "\\":
        at += PUNCTUATION.test(text[at + 1] ?? "") ? 2 : 1;
        break;
      case "`": {
        const end = codeEnd(text, at, fences);
        if (end > 0) take("code", at, end);
        at = end > 0 ? end : at + runLength(text, at);
        break;
      }
      case "<": {
        const markup = isOpenForEver(at) ? null : markupAt(text, at);
        if (markup) take(markup.kind, at, markup.end);
        at = markup?.end ?? at + 1;
        break;
      }
      case "!":
        if (text[at + 1] === "[") {
          open.push({ at: at + 1, image: true, live: true, spans: spans.length });
          at++;
        }
        at++;
        break;
      case "[": {
        const footnote = matchAt(FOOTNOTE, text, at);
        if (footnote) take("reference", at, at + footnote.length);
        else open.push({ at, image: false, live: true, spans: spans.length });
        at += footnote?.length ?? 1;
        break;
      }
      case "]":
        at = close(at);
        break;
      default:
        at++;
    }
  }
  urlsUntil(text.length);
  return spans;

  /** A bracket closes: where it makes a link, its target is taken. Answers where the text goes on. */
  function close(at: number): number {
    const bracket = open.pop();
    if (!bracket?.live) return at + 1;
    const end = targetEnd(text, at + 1) || referenceEnd(text, bracket.at, at, labels);
    if (!end) return at + 1;
    urlsUntil(at);
    spans.splice(bracket.spans, 0, {
      kind: bracket.image ? "image_text" : "link_text",
      start: bracket.at + 1,
      end: at,
    });
    if (end > at + 1) spans.push({ kind: text[at + 1] === "(" ? "link_target" : "reference", start: at + 1, end });
    plainFrom = end;
    // Links hold no links.
    if (!bracket.image) for (const one of open) if (!one.image) one.live = false;
    return end;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
}

/** Where the code ends that begins with these backticks, or 0. `missing` remembers runs that nothing closes. */
function codeEnd(text: string, at: number, missing: Map<number, number>): number {
  const length = runLength(text, at);
  if (missing.has(length)) return 0;
  for (let next = text.indexOf("`", at + length); next >= 0; ) {
    const run = runLength(text, next);
    if (run === length) return next + run;
    next = text.indexOf("`", next + run);
  }
  missing.set(length, at);
  return 0;
}

/** Where a target in parentheses ends that begins here, or 0. */
function targetEnd(text: string, from: number): number {
  if (text[from] !== "(") return 0;
  let at = skipSpace(text, from + 1);
  const target = destinationEnd(text, at);
  if (target < 0) return 0;
  at = skipSpace(text, target);
  if (at > target || target === from + 1) {
    const title = titleEnd(text, at);
    if (title > at) at = skipSpace(text, title);
  }
  return text[at] === ")" ? at + 1 : 0;
}

/** Where a link's destination ends, or -1 where none can stand there. */
export function destinationEnd(text: string, from: number): number {
  if (text[from] === "<") {
    for (let at = from + 1; at < text.length; at++) {
      const sign = text[at];
      if (sign === "\\") at++;
      else if (sign === ">") return at + 1;
      else if (sign === "<" || sign === "\n" || sign === "\r") return -1;
    }
    return -1;
  }
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92 && PUNCTUATION.test(text[at + 1] ?? "")) at++;
    else if (code <= 32 || code === 127) break;
    else if (code === 40) depth++;
    else if (code === 41 && --depth < 0) break;
    if (depth > 32) return -1;
  }
  return depth > 0 ? -1 : Math.min(at, text.length);
}

/** Where a title ends that begins here; the same place where there is none. */
function titleEnd(text: string, from: number): number {
  const close = { '"': '"', "'": "'", "(": ")" }[text[from] ?? ""];
  if (!close) return from;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === close) return at + 1;
    else if (close === ")" && text[at] === "(") return from;
  }
  return from;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? "")) at++;
  return at;
}

/** Where a reference ends whose text stands between these brackets, or 0: `[text][label]`, `[label][]` or `[label]`. */
function referenceEnd(text: string, from: number, to: number, labels: ReadonlySet<string>): number {
  if (labels.size === 0) return 0;
  const full = /\[((?:[^[\]\\]|\\.)*)\]/y;
  const given = matchAt(full, text, to + 1);
  const own = text.slice(from + 1, to);
  const label = given && given.length > 2 ? given.slice(1, -1) : own;
  if (given && given.length > 2 && label.trim() !== "") return labels.has(labelOf(label)) ? to + 1 + given.length : 0;
  if (own.length > 999 || /(?:^|[^\\])[[\]]/.test(own.replace(/\\\\/g, ""))) return 0;
  if (!labels.has(labelOf(own))) return 0;
  return given ? to + 1 + given.length : to + 1;
}

/** Addresses that stand in plain text, as GitHub links them. */
function urlsIn(text: string, from: number, to: number): Span[] {
  const plain = text.slice(from, to);
  if (!LIKE_ADDRESS.test(plain)) return [];
  const found = [...plain.matchAll(ADDRESS)].flatMap(({ index, 0: address, groups }) => {
    const start = from + index;
    if (!mayBegin(text[start - 1] ?? " ", groups ?? {})) return [];
    const whole = groups?.mail ? address : withoutTail(address);
    return [{ kind: "url" as const, start, end: start + whole.length }];
  });
  return found;
}

/** What may stand before an address: letters before its scheme, and more before a mail address, are part of another word. */
function mayBegin(before: string, { mail, www }: Record<string, string>): boolean {
  if (mail) return !/[\w./+\\-]/.test(before);
  return www ? /[\s(*_~[\]]/.test(before) : !/[A-Za-z]/.test(before);
}

/** What markup begins at a place, and where it ends; null where there is none. */
function markupAt(text: string, at: number): { kind: InlineKind; end: number } | null {
  for (const [kind, pattern] of [
    ["autolink", AUTOLINK],
    ["comment", COMMENT],
    ["html", HTML],
  ] as const) {
    const whole = matchAt(pattern, text, at);
    if (whole) return { kind, end: at + whole.length };
  }
  return null;
}

/** An address without the punctuation that belongs to the sentence around it. */
function withoutTail(url: string): string {
  let unopened = url.split(")").length - url.split("(").length;
  for (let end = url.length; ; ) {
    const last = url[end - 1] ?? "";
    const entity = last === ";" ? /&[A-Za-z0-9]{1,40};$/.exec(url.slice(Math.max(0, end - 42), end))?.[0] : undefined;
    if (/[?!.,:*_~'"]/.test(last)) end--;
    else if (last === ")" && unopened > 0) {
      unopened--;
      end--;
    } else if (entity) end -= entity.length;
    else return url.slice(0, end);
  }
}
