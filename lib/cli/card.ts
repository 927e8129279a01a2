import { holderName } from "#lib/domain/claims/holder";
import type { Criterion } from "#lib/domain/criteria/schema";
import { besideStatus, cell, heading, instant, isRow, type Row } from "./cell.ts";
import { printable, printableLine } from "./printable.ts";

/** What tells people nothing: an id beside a key, an order, what is not so, and the usual shelf. */
function isTelling(row: Row, name: string): boolean {
  const value = row[name];
  if (name === "id") return row.key === undefined;
  if (name === "rank" || value === false || (name === "shelf" && value === "live")) return false;
  return cell(value) !== "" && cell(value) !== "0/0";
}

/** One thing: its short fields, then its criteria and long texts. */
export function card(row: Row): string {
  const names = Object.keys(row).filter((name) => isTelling(row, name));
  const short = names.filter((name) => !isLong(row[name]) && !isCriteria(row[name]) && !isProposed(row[name]));
  const width = Math.max(0, ...short.map((name) => heading(name).length));
  return [
    ...short.map((name) => `${heading(name).padEnd(width)}  ${shortValue(row, name)}`),
    ...names.flatMap((name) => section(name, row[name])),
  ].join("\n");
}

function shortValue(row: Row, name: string): string {
  if (row[name] === true) return "yes";
  return cell(row[name]) + (name === "status" ? besideStatus(row) : "");
}

function section(name: string, value: unknown): string[] {
  if (isCriteria(value)) return ["", "CRITERIA", ...value.flatMap(criterionLines)];
  if (isProposed(value)) return ["", heading(name), ...value.map(proposedLine)];
  return isLong(value) ? ["", heading(name), printable(String(value))] : [];
}

const isLong = (value: unknown) => typeof value === "string" && /[\r\n]/.test(value);

function isCriteria(value: unknown): value is Criterion[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isRow(one) && "text" in one && "done" in one);
}

/** With the number that `turbo issues tick` takes. */
function criterionLines({ text, done, evidence, ...criterion }: Criterion, place: number): string[] {
  const standing = done ? `  (${criterion.state}${said(criterion)})` : "";
  return [
    `${String(place + 1).padStart(3)} [${done ? "x" : " "}] ${printableLine(text)}${standing}`,
    ...evidence.map(
      ({ id, kind, ref, note, ...one }) =>
        `        ${[kind, ref, note].filter(Boolean).map(printableLine).join(" ")}${said(one)}  ${id}`,
    ),
  ];
}

function said({ by, via }: Pick<Criterion, "by" | "via">): string {
  return by ? ` by ${holderName({ holder: by, via })}` : "";
}

interface Proposed {
  number: number;
  make: string;
  title: string;
  parent: number | null;
  state: string;
  reason: string;
  became: string | null;
}

function isProposed(value: unknown): value is Proposed[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => isRow(one) && "make" in one && "state" in one)
  );
}

/** With the number that `turbo proposals accept` takes. */
function proposedLine({ number, make, title, parent, state, reason, became }: Proposed): string {
  const under = parent === null ? "" : ` under ${parent}`;
  const came = became ?? reason;
  return printableLine(`${String(number).padStart(3)} ${state}  ${make}${under}  ${title}${came ? `  (${came})` : ""}`);
}

/** What was said on a thing, oldest first, each under who said it and when. */
export function commentLines(comments: readonly Row[]): string[] {
  return comments.flatMap(({ author, createdAt, id, body }) => [
    "",
    `  ${cell(author) || "somebody who left"}  ${instant(createdAt)}  ${cell(id)}`,
    ...printable(String(body))
      .split(/\r?\n/)
      .map((line) => `    ${line}`.trimEnd()),
  ]);
}
