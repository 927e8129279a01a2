import { expect, test } from "vitest";
import { checkText } from "../check.ts";
import { tell } from "../told.ts";
import { csvReport, githubReport, jsonReport, junitReport, markdownReport, rdjsonlReport } from "./formats.ts";
import type { Report } from "./report.ts";
import { sarifReport } from "./sarif.ts";
import { textReport } from "./text.ts";

const TEXT =
  "# A title\n\né [a](#x|y) and [b](./c d.md)\n\nInline `code` that is long enough for anybody to read it as a page, with some twenty words in it.\n";
const findings = (text: string) =>
  tell(
    text,
    checkText(text).filter(({ rule }) => /broken_reference|spaces_in_url/.test(rule)),
  );
const report = (text = TEXT): Report => ({
  files: [
    { path: "docs/a, b%.md", findings: findings(text) },
    { path: "docs/c.md", findings: [] },
  ],
  skipped: [{ path: "docs/d.md", reason: "is not text" }],
  known: 2,
  version: "1.2.3",
});

test("Text begins each line with a place that editors open, and ends with what it comes to.", () => {
  const lines = textReport(report(), (_, text) => text).split("\n");
  expect(lines[0]).toBe("docs/a, b%.md:3:7   error    Nothing on this page is called #x|y.  links/broken_reference");
  expect(lines.slice(-3)).toEqual([
    "Not checked: docs/d.md is not text.",
    "",
    "2 files: 2 errors in 1. 2 more are in the baseline. 1 is mended by --fix; --diff shows how.",
  ]);
});

test("SARIF has what its readers ask for, and fingerprints that moved lines do not change.", () => {
  const log = JSON.parse(sarifReport(report()));
  const [run] = log.runs;
  expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringContaining("sarif-2.1.0") });
  expect(run).toMatchObject({
    columnKind: "utf16CodeUnits",
    tool: { driver: { name: "turbo validate", version: "1.2.3" } },
  });
  const [broken, spaced] = run.results;
  expect(broken).toMatchObject({
    ruleId: "links/broken_reference",
    level: "error",
    message: { text: expect.any(String) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "docs/a%2C%20b%25.md" },
          region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 11 },
        },
      },
    ],
  });
  expect(run.tool.driver.rules[broken.ruleIndex].id).toBe(broken.ruleId);
  expect(spaced.fixes[0].artifactChanges[0].replacements[0]).toEqual({
    deletedRegion: { startLine: 3, startColumn: 21, endLine: 3, endColumn: 29 },
    insertedContent: { text: "<./c d.md>" },
  });
  expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
  const prints = (text: string) =>
    JSON.parse(sarifReport(report(text))).runs[0].results.map((one: typeof broken) => one.partialFingerprints);
  expect(prints(`New.\n\n${TEXT}`)).toEqual(prints(TEXT));
  expect(prints(TEXT)[0]).toEqual({ "turboText/v1": expect.stringMatching(/^[0-9a-f]{16}:1$/) });
});

test("Reviewdog's lines count columns in bytes and suggest the change.", () => {
  const [broken, spaced] = rdjsonlReport(report())
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(broken.location).toEqual({
    path: "docs/a, b%.md",
    range: { start: { line: 3, column: 8 }, end: { line: 3, column: 12 } },
  });
  expect(spaced).toMatchObject({
    severity: "ERROR",
    code: { value: "links/spaces_in_url" },
    suggestions: [{ range: { start: { line: 3, column: 22 } }, text: "<./c d.md>" }],
  });
});

test("Signs that mean something in a format stand for themselves.", () => {
  expect(githubReport(report()).split("\n")[0]).toBe(
    "::error file=docs/a%2C b%25.md,line=3,endLine=3,col=7,endColumn=11,title=links/broken_reference::Nothing on this page is called #x|y.",
  );
  expect(markdownReport(report())).toContain("called \\#x\\|y. | links/broken\\_reference |");
  expect(csvReport(report()).split("\r\n")[1]).toBe(
    '"docs/a, b%.md",3,7,error,links/broken_reference,Nothing on this page is called #x|y.,#x|y',
  );
  const [first] = findings(TEXT);
  const odd = {
    ...report(),
    files: [{ path: "a&b.md", findings: first ? [{ ...first, message: '<b> "\u0000\ud800' }] : [] }],
  };
  const xml = junitReport(odd);
  expect(xml).toContain('<testsuites name="turbo validate" tests="1" failures="1" errors="0">');
  expect(xml).toContain('message="&lt;b&gt; &quot;\ufffd\ufffd"');
  expect(xml).toContain('classname="a&amp;b.md"');
});

test("JSON holds counts, every finding with its fix, and what was not checked.", () => {
  expect(JSON.parse(jsonReport(report()))).toMatchObject({
    files: 2,
    known: 2,
    counts: { error: 2, warning: 0, info: 0, hint: 0 },
    findings: [
      { path: "docs/a, b%.md", line: 3, column: 7, endColumn: 11, level: "error", rule: "links/broken_reference" },
      { fix: { line: 3, column: 21, after: "<./c d.md>" } },
    ],
    skipped: [{ path: "docs/d.md" }],
  });
});
