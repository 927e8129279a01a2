/**
 * How many tokens a text takes at most for a language model, about: o200k and its kind, whose vocabularies are too long to
 * carry. Words that everybody uses are one token; of others each pair of letters that is rare in English costs more, as
 * random letters do; signs cost one each, and characters of other scripts what the dearest of their range takes. English
 * prose comes out up to a third too high, other languages and code higher; nothing that people or programs write was
 * found to come out too low.
 *
 * It is a sum over the lines of a text and their ends, plus `ONCE`, so that what fits can be told line by line.
 */
export function estimateTokens(text: string): number {
  return text === "" ? 0 : ONCE + costOf(text);
}

/** For whole texts: short ones have no average. */
export const ONCE = 3;
/** Of the end of a line. */
export const LINE_END = 1;

/** What a part of a text adds. */
export function costOf(text: string): number {
  let cost = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const end = endOfRun(text, at, code);
    if (isLetter(code)) cost += wordCost(text.slice(at, end));
    else if (isDigit(code)) cost += Math.ceil((end - at) / 3);
    else if (code === SPACE) cost += spaceCost(end - at, end < text.length ? text.charCodeAt(end) : 0);
    else cost += code < 0x80 ? 1 : characterCost(code);
    at = end;
  }
  return Math.ceil(cost);
}

const SPACE = 0x20;
const isSmall = (code: number) => code >= 0x61 && code <= 0x7a;
const isCapital = (code: number) => code >= 0x41 && code <= 0x5a;
const isLetter = (code: number) => isSmall(code) || isCapital(code);
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** A word as tokenizers see it: capitals, then small letters; or digits, or spaces; or one character. */
function endOfRun(text: string, from: number, first: number): number {
  let at = from + 1;
  if (isLetter(first)) {
    while (at < text.length && isCapital(text.charCodeAt(at)) && isCapital(text.charCodeAt(at - 1))) at++;
    while (at < text.length && isSmall(text.charCodeAt(at))) at++;
  } else if (isDigit(first)) while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  else if (first === SPACE) while (at < text.length && text.charCodeAt(at) === SPACE) at++;
  else if (first >= 0xd800 && first <= 0xdbff && at < text.length) at++;
  return at;
}

/** One space belongs to the word or sign behind it. */
function spaceCost(count: number, next: number): number {
  const joins = next > SPACE && next < 0x7f && !isDigit(next);
  return (joins ? 0 : 1) + (count > 1 ? 1 + Math.floor(count / 64) : 0);
}

function wordCost(word: string): number {
  const capitals = capitalsOf(word);
  if (capitals > 1) return 1 + 0.9 * (word.length - 1);
  const small = word.toLowerCase();
  if (COMMON.has(small)) return 1;
  const rare = rarePairs(small);
  if (word.length < 3) return 1 + rare;
  if (rare * 2.5 >= word.length - 1) return 1 + 0.75 * (word.length - 1);
  const capital = capitals === 0 ? 0 : rare === 0 ? 0.15 : 0.65;
  return 1.15 + 0.06 * (word.length - 3) + 0.12 * Math.max(0, word.length - 8) + 1.1 * rare + capital;
}

function capitalsOf(word: string): number {
  let at = 0;
  while (at < word.length && isCapital(word.charCodeAt(at))) at++;
  return at;
}

function rarePairs(word: string): number {
  let rare = 0;
  for (let at = 1; at < word.length; at++) {
    if (!FOLLOWING[word.charCodeAt(at - 1) - 0x61]?.includes(word.charAt(at))) rare++;
  }
  return rare;
}

/** Of one UTF-16 unit beyond ASCII, or the first of two. */
function characterCost(code: number): number {
  if (code >= 0xd800 && code <= 0xdbff) return 4;
  if (code >= 0x800) return 3;
  return ONE_TOKEN.some(([from, to]) => code >= from && code <= to) ? 1 : 2;
}

/** Letters of which each is a token: Latin with accents, Greek, Cyrillic, Hebrew, Arabic. */
const ONE_TOKEN = [
  [0xc0, 0xcf],
  [0xe0, 0xff],
  [0x3b1, 0x3c9],
  [0x410, 0x44f],
  [0x5d0, 0x5ea],
  [0x621, 0x63a],
  [0x641, 0x64a],
] as const;

/** For each letter from a to z those that often follow it in English. */
const FOLLOWING =
  "bcdgiklmnprstuvy aeijlorsuy acehiklortu adeilosu acdefgilmnpqrstvwxy aefilortu ehilnorsu aeiort abcdefgklmnoprstvz e eis adeilostuy abeimopu acdefgilnopstuvy abcdfgijklmnoprstuvw aeiloprstu u acdegikmnoprstuvy acehiopstuy acehilorstuwy abcdegilmnprst aei aehinors aept nops e".split(
    " ",
  );

/** English words of three letters and more that are one token each, capitalized or not. */
const COMMON = new Set(
  `about above add after again against all also always and another any api app are around ask away back because
  been before being below best better between both bring bug but call can case change changes client close code
  come could course data date day days did different does done down during each early easy else end error even
  ever every example fact few file files find first fix follow for form found from full general get give given
  good got great had hand has have help her here high his hold home house how however into issue issues its just
  keep key keys kind know large last later least leave left less let life light like line lines list lists little
  local log long look made make many matter may mean means men more most much must name names near need never new
  next night not nothing now number off often old once one only open order other our out over own page pages part
  people per place plan point possible problem program project projects public put question rather read real
  request response right run same save say second see seen send server set she should show shows since small some
  something sometimes soon state status still such sure system take tell test tests text than that the their them
  then there these they thing things think this those though thought three through time times title todo too turn
  two type types under until upon url use used user users using value values very via want was way ways web well
  went were what when where which while who whole why will with within without word words work world would write
  year years yes yet you young your`.split(/\s+/),
);
