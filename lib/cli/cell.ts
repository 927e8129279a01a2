import type { CriteriaCount } from "#lib/domain/criteria/schema";
import { criteriaWords, unverifiedWords } from "#lib/domain/criteria/words";
import { printableLine } from "./printable.ts";

export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An instant to the minute; null for what is none. */
export function instant(value: unknown): string | null {
  const parts = typeof value === "string" && /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/.exec(value);
  return parts ? `${parts[1]} ${parts[2]}Z` : null;
}

export const heading = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toUpperCase();

/** A value on one line: references by the name that people know. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(cell).filter(Boolean).join(", ");
  if (isRow(value)) {
    if ("percent" in value && "open" in value) return progress(value);
    if ("tokensServed" in value) return figures(value);
    if ("basis" in value) return [value.date, value.basis].map(cell).filter(Boolean).join(": ");
    if ("pending" in value) return counts(value);
    const name =
      value.key ??
      ("lease" in value ? value.issue : undefined) ??
      value.handle ??
      value.name ??
      value.title ??
      value.text ??
      value.body;
    if (name !== undefined) return cell(name);
    if (isCriteria(value)) return criteriaWords(value);
    if ("done" in value && "total" in value) return `${cell(value.done)}/${cell(value.total)}`;
    return Object.values(value).map(cell).filter(Boolean).join(" ");
  }
  return printableLine(String(value));
}

const isCriteria = (value: unknown): value is CriteriaCount => isRow(value) && "verified" in value && "total" in value;

/** What is to be said behind the status of a row: that it is done although criteria of it are not verified. */
export function besideStatus({ status, criteria }: Row): string {
  const unverified = isCriteria(criteria) ? unverifiedWords(String(status), criteria) : null;
  return unverified === null ? "" : ` · ${unverified}`;
}

/** `3 pending, 1 accepted` */
function counts(value: Row): string {
  return Object.entries(value)
    .flatMap(([state, count]) => (count === 0 ? [] : [`${count} ${state}`]))
    .join(", ");
}

/** What an agent came to. */
function figures({
  finished,
  weeks,
  undone,
  writes,
  criteria,
  proven,
  tokensTold,
  issuesTold,
  tokensServed,
}: Row): string {
  const byWeek = Array.isArray(weeks) ? weeks.map((week) => cell(week.finished)).join(" + ") : "";
  return [
    `${finished} issues finished (${byWeek})`,
    `${undone} of ${writes} writes undone`,
    `evidence for ${proven} of ${criteria} criteria`,
    `${tokensTold} tokens told by the logs of ${issuesTold}`,
    `about ${tokensServed} tokens served`,
  ].join(", ");
}

/** `APP 3/8 done` */
function progress({ project, open, done }: Row): string {
  const all = Number(open) + Number(done);
  return [cell(project), all === 0 ? "" : `${done}/${all} done`].filter(Boolean).join(" ");
}
