import type { Edit } from "../edits.ts";
import type { FrontMatter } from "../front-matter.ts";
import type { Plan } from "../plan.ts";
import type { Truth } from "../truth.ts";
import type { Scanned } from "../zones.ts";

export type Level = "error" | "warning" | "info" | "hint";

/** A text that is checked, read once for all rules. */
export interface Page extends Scanned {
  /** Null where the text has none. */
  front: FrontMatter | null;
  /** Null where the text is checked against no registry. */
  truth: Truth | null;
  /** Null where the text is checked without Turbo's own store. */
  plan: Plan | null;
}

/** What a rule found at a stretch of the text. */
export interface Found {
  start: number;
  end: number;
  /** A sentence: what is wrong, and what to do where that is not plain. */
  message: string;
  /** The change that mends it, and that cannot change what is meant. */
  edit?: Edit;
  /** How sure it is, from 0 to 1; certain where absent. */
  confidence?: number;
  /** The entry of truth that it follows from, as `family/slug`, or the key of the plan's own thing. */
  entry?: string;
}

export interface Rule {
  /** `family/name`. */
  id: string;
  level: Level;
  /** What it finds, for whoever chooses rules. */
  sentence: string;
  /** Numbers that can be set, with those that hold where nobody does. */
  limits?: Readonly<Record<string, number>>;
  find(page: Page, limit: (name: string) => number): Iterable<Found>;
}
