import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { decisionMarkdown } from "#lib/domain/decisions/decision-markdown";
import { type DecisionRecord, readRecord } from "#lib/domain/decisions/read-record";
import { type Decision, NewDecision } from "#lib/domain/decisions/schema";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, "docs/decisions");

const files = readdirSync(FOLDER).sort();
const records = files.map((file) => {
  const text = readFileSync(path.join(FOLDER, file), "utf8");
  return { file, text, record: readRecord(text) };
});
const bodyOf = (markdown: string) => markdown.slice(markdown.indexOf("\n---\n") + "\n---\n".length);

/** As it would stand in Turbo. */
function decisionOf(record: DecisionRecord): Decision {
  const governs = { issues: [], documents: [], labels: [], initiatives: [], paths: record.governs.paths ?? [] };
  const day = `${record.decidedAt}T00:00:00.000Z`;
  return {
    ...record,
    key: "DEC-1",
    governs,
    decidedAt: day,
    decidedBy: null,
    supersededBy: null,
  } as unknown as Decision;
}

test("the records of decisions are numbered without a gap", () => {
  expect(files.length).toBeGreaterThan(40);
  const numbers = files.map((file) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
  expect(numbers).toEqual(files.map((_, place) => String(place + 1).padStart(4, "0")));
});

test("every record is read whole: Turbo takes it, and would write the same text", () => {
  for (const { file, text, record } of records) {
    const { title, context, options, outcome, rationale, consequences, governs } = record;
    expect(record.notices, file).toEqual([]);
    expect(record.status, file).toBe(/^status: (\w+)/m.exec(text)?.[1]);
    expect(record.decidedAt, file).toBe(/^date: (\S+)/m.exec(text)?.[1]);
    const input = { title, context, outcome, rationale, consequences, governs, kind: record.kind };
    expect(NewDecision.safeParse(input).error, file).toBeUndefined();
    expect(bodyOf(decisionMarkdown(decisionOf(record))), file).toBe(bodyOf(text));
    expect(Math.min(title.length, context.length, outcome.length), `${file} lacks a part`).toBeGreaterThan(0);
    expect(context, `${file} has a part that no decision has`).not.toMatch(/^(#|\*\*\w+:\*\*)/m);
    const open = options.filter(({ chosen, whyNot }) => !chosen && whyNot === "");
    expect(open, `${file} leaves open why`).toEqual([]);
  }
});

test("every path that a record governs is there", () => {
  const isThere = (name: string) =>
    name.includes("*") ? globSync(name, { cwd: ROOT }).length > 0 : existsSync(path.join(ROOT, name));
  for (const { file, record } of records) {
    const paths = record.governs.paths ?? [];
    expect(paths.length, file).toBeGreaterThan(0);
    expect(
      paths.filter((name) => !isThere(name)),
      file,
    ).toEqual([]);
  }
});
