const DAY = 86_400_000;

/** A window of days as a line from 0 to 100. */
export interface Scale {
  from: string;
  to: string;
}

/** Where a day begins on the line, in percent, kept within it. */
export function placeOf(date: string, { from, to }: Scale): number {
  const start = Date.parse(from);
  const length = Date.parse(to) + DAY - start;
  return Math.min(100, Math.max(0, ((Date.parse(date) - start) / length) * 100));
}

export interface Tick {
  date: string;
  words: string;
  /** The year that begins then, if one does. */
  year: number | null;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The months, or quarters, that begin within the window. */
export function ticksOf({ from, to }: Scale, by: "month" | "quarter"): Tick[] {
  const ticks: Tick[] = [];
  const first = new Date(from);
  for (let month = first.getUTCMonth(), year = first.getUTCFullYear(); ; month++) {
    const date = new Date(Date.UTC(year, month, 1));
    const day = date.toISOString().slice(0, 10);
    if (day > to) return ticks;
    const place = date.getUTCMonth();
    if (day < from || (by === "quarter" && place % 3 !== 0)) continue;
    const words = by === "quarter" ? `Q${place / 3 + 1}` : (MONTHS[place] ?? "");
    ticks.push({ date: day, words, year: place === 0 ? date.getUTCFullYear() : null });
  }
}

/** The window around a day: whole months, so many back and ahead. */
export function windowAround(today: string, back: number, ahead: number): Scale {
  const [year = 0, month = 0] = today.split("-").map(Number);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: day(Date.UTC(year, month - 1 - back, 1)), to: day(Date.UTC(year, month + ahead, 0)) };
}
