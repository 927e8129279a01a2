import type { LeftOut } from "./schema.ts";

/** One line of a brief. */
export interface Line {
  text: string;
  /** It says whose the next lines are, and nothing without them. */
  opens?: true;
}

/** A part of a brief. */
export interface Section {
  /** What it is called where it had no room. */
  what: string;
  /** Its part of the budget, against those of the others. */
  share: number;
  lines: Line[];
  /** There is more than `lines`. */
  more: boolean;
  how: LeftOut["how"];
}
