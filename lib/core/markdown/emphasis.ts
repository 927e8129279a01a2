/** A run of `*` or `_` in a stretch of Markdown. */
interface Run {
  sign: string;
  from: number;
  to: number;
  /** How long it was. */
  length: number;
  opens: boolean;
  closes: boolean;
}

const SPACE = /\s/;
const SIGN = /[\p{P}\p{S}]/u;

/** The run from `from` to `to`, by what stands beside it. */
export function emphasisRun(source: string, [from, to]: [number, number]): Run {
  const sign = source[from] ?? "";
  const [before, after] = [charBefore(source, from), String.fromCodePoint(source.codePointAt(to) ?? 10)];
  const left = !SPACE.test(after) && (!SIGN.test(after) || SPACE.test(before) || SIGN.test(before));
  const right = !SPACE.test(before) && (!SIGN.test(before) || SPACE.test(after) || SIGN.test(after));
  const inWords = sign === "_";
  const opens = left && (!inWords || !right || SIGN.test(before));
  const closes = right && (!inWords || !left || SIGN.test(after));
  return { sign, from, to, length: to - from, opens, closes };
}

function charBefore(source: string, at: number): string {
  const last = source[at - 1] ?? "\n";
  return /[\uDC00-\uDFFF]/.test(last) ? source.slice(at - 2, at) : last;
}

/** The marks among the runs that belong together and so are not shown, as CommonMark pairs them. */
export function emphasisMarks(runs: readonly Run[]): [from: number, to: number][] {
  const marks: [number, number][] = [];
  const open: Run[] = [];
  /** Below these places of `open` no partner was found before for such a closing run. */
  const bottoms = new Map<string, number>();
  for (const run of runs) {
    while (run.closes && run.from < run.to) {
      const kind = `${run.sign}${run.length % 3}${run.opens}`;
      const bottom = bottoms.get(kind) ?? 0;
      let place = open.length - 1;
      while (place >= bottom && !fits(open[place], run)) place--;
      const partner = place < bottom ? undefined : open[place];
      if (!partner) {
        bottoms.set(kind, open.length);
        break;
      }
      const taken = partner.to - partner.from > 1 && run.to - run.from > 1 ? 2 : 1;
      marks.push([partner.to - taken, partner.to], [run.from, run.from + taken]);
      partner.to -= taken;
      run.from += taken;
      open.length = partner.from < partner.to ? place + 1 : place;
      for (const [name, bottom] of bottoms) if (bottom > open.length) bottoms.set(name, open.length);
    }
    if (run.opens && run.from < run.to) open.push(run);
  }
  return marks;
}

function fits(open: Run | undefined, close: Run): boolean {
  if (open?.sign !== close.sign) return false;
  const both = open.closes || close.opens;
  return !both || (open.length + close.length) % 3 !== 0 || (open.length % 3 === 0 && close.length % 3 === 0);
}
