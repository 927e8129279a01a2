import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createDecision } from "./create-decision.ts";
import { decisionMarkdown } from "./decision-markdown.ts";
import { getDecisionMarkdown } from "./get-decision-markdown.ts";
import { importDecisionMarkdown } from "./import-decision-markdown.ts";
import { readRecord } from "./read-record.ts";
import type { Decision } from "./schema.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "TUR", title: "Sign in" });
  await run(createLabel, world.as(), { name: "auth" });
});
afterEach(() => world.close());

const importIt = (markdown: string, input: object = {}, actor = world.owner) =>
  run(importDecisionMarkdown, world.as(actor), { markdown, ...input });

const WHOLE = {
  title: "Sessions in rows",
  context: "Where do sign-ins live?\n\n## Numbers\n\n```sh\n# not a heading\n```",
  options: [
    { name: "Rows", pros: ["can be revoked", "are seen"], cons: ["a read\nper request"], chosen: true },
    { name: "Only a JWT", cons: ["cannot be revoked"], whyNot: "A stolen one works.\n\nFor weeks." },
    { name: "Nothing" },
  ],
  outcome: "Each sign-in is a row.",
  rationale: "It has to be revocable.",
  consequences: "* One more read.",
  kind: "strategic" as const,
  impactAreas: ["security"],
  governs: { issues: ["TUR-1"], labels: ["auth"], paths: ["src/auth/**"] },
};

test("what is written out comes back as it was, in another project", async () => {
  await run(createDecision, world.as(), { project: "TUR", ...WHOLE, accept: true });
  const { markdown } = await run(getDecisionMarkdown, world.as(), { decision: "TUR-DEC1" });
  expect(markdown).toContain("## Context and Problem Statement\n\nWhere do sign-ins live?");
  expect(markdown).toContain('Chosen option: "Rows"\n\nEach sign-in is a row.\n\n### Rationale');
  expect(markdown).toContain("* Bad, because cannot be revoked");
  const { decision, notices } = await importIt(markdown, { project: "OTH", source: "0001.md" });
  expect(notices).toEqual([]);
  const { options, ...rest } = WHOLE;
  expect(decision).toMatchObject({
    key: "OTH-DEC1",
    status: "accepted",
    decidedBy: { handle: "ada" },
    source: "0001.md",
    title: rest.title,
    context: rest.context,
    outcome: rest.outcome,
    rationale: rest.rationale,
    consequences: rest.consequences,
    kind: "strategic",
    impactAreas: ["security"],
    governs: { issues: [{ key: "TUR-1" }], labels: [{ name: "auth" }], paths: ["src/auth/**"] },
  });
  expect(decision.options.map(({ name, pros, chosen }) => [name, pros, chosen])).toEqual(
    options.map(({ name, pros = [], chosen = false }) => [name, pros, chosen]),
  );
  expect((await refusal(importIt(markdown))).message).toContain("TUR-DEC1 is here already");
});

test("texts that look like the record's own headings come back as well", () => {
  const line = fc.constantFrom(
    "## Decision Outcome",
    "### Rationale",
    "# Title",
    "```",
    "* Good, because x",
    "plain",
    "",
    "  ",
    "---",
  );
  const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));
  const option = fc.record({
    name: fc.constantFrom("A", "B", "[C](x)", "D: e"),
    pros: fc.array(text, { maxLength: 2 }),
    cons: fc.array(text, { maxLength: 2 }),
    whyNot: text,
    chosen: fc.boolean(),
  });
  const decisions = fc.record({
    title: fc.constantFrom("One", "# Two", "Three #"),
    context: text,
    outcome: text,
    rationale: text,
    consequences: text,
    options: fc.array(option, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(decisions, (texts) => {
      const options = texts.options.map((one, place) => ({ ...one, id: String(place) }));
      const decision = { ...BARE, ...texts, options };
      const record = readRecord(decisionMarkdown(decision));
      const plain = (list: Decision["options"]) => list.map(({ id: _, ...rest }) => rest);
      expect({ ...record, options: plain(record.options) }).toMatchObject({ ...texts, options: plain(options) });
    }),
    { seed: 1, numRuns: 300 },
  );
});

const BARE: Decision = {
  id: "x",
  key: "DEC-1",
  title: "",
  status: "proposed",
  project: null,
  kind: "technical",
  impactAreas: [],
  decidedBy: null,
  decidedAt: null,
  supersededBy: null,
  warnings: 0,
  shelf: "live",
  version: 1,
  createdAt: "2026-11-21T10:00:00.000Z",
  updatedAt: "2026-11-21T10:00:00.000Z",
  context: "",
  options: [],
  outcome: "",
  rationale: "",
  consequences: "",
  governs: { issues: [], documents: [], labels: [], initiatives: [], paths: [] },
  stale: [],
  supersedes: [],
  proposer: null,
  source: null,
  archivedAt: null,
  binnedAt: null,
};

const MADR = `---
status: "accepted"
date: 2024-03-01
decision-makers: Jane Doe, ada
consulted: Sam
---
# Use Markdown Any Decision Records

## Context and Problem Statement

We want to record decisions.

<!-- This is an optional element. -->
## Decision Drivers

* Easy to read

## Considered Options

* MADR
* [Nygard's template](https://example.org)
* Other templates

## Decision Outcome

Chosen option: "MADR", because it is lean
and has a home.

### Consequences

* Good, because we start
* Bad, because we write

### Confirmation

A review each month.

## Pros and Cons of the Options

### MADR

A template.

* Good, because it is structured
* Neutral, because it is long
* Bad, because it changes

### Other templates

* Bad, because unknown

## More Information

See RFC 1.
`;

test("a record of MADR is read, and what has no place here is kept in the context", async () => {
  const { decision, notices } = await importIt(MADR, { project: "TUR" });
  expect(decision).toMatchObject({
    title: "Use Markdown Any Decision Records",
    status: "accepted",
    decidedBy: { handle: "ada" },
    decidedAt: "2024-03-01T00:00:00.000Z",
    outcome: "MADR",
    rationale: "it is lean\nand has a home.",
    consequences: "* Good, because we start\n* Bad, because we write",
  });
  expect(decision.options.map(({ name, pros, cons, chosen }) => [name, pros, cons, chosen])).toEqual([
    ["MADR", ["it is structured"], ["it changes"], true],
    ["Nygard's template", [], [], false],
    ["Other templates", [], ["unknown"], false],
  ]);
  expect(decision.options[0]?.whyNot).toBe("A template.\n\n* Neutral, because it is long");
  for (const kept of [
    "## Decision Drivers\n\n* Easy to read",
    "### Confirmation\n\nA review",
    "See RFC 1.",
    "**consulted:** Sam",
    "Jane Doe",
  ])
    expect(decision.context).toContain(kept);
  expect(notices).toEqual(["Decided by Jane Doe: kept in the context."]);
});

test("older records list their facts below the title, and each status is understood", async () => {
  const old =
    "# Old one\n\n* Status: superseded by [ADR-5](5.md)\n* Date: 2020-01-02\n\n## Context\n\nC\n\n## Decision\n\nWe do.\n";
  const { decision, notices } = await importIt(old);
  expect(decision).toMatchObject({
    key: "DEC-1",
    status: "superseded",
    outcome: "We do.",
    decidedAt: "2020-01-02T00:00:00.000Z",
  });
  expect(decision.context).toBe("C\n\n**status:** superseded by [ADR-5](5.md)");
  expect(notices.join()).toContain("ADR-5 took its place");
  expect((await importIt("Just words.")).decision).toMatchObject({
    title: "Untitled decision",
    context: "Just words.",
  });
});

test("a status, a day and deciders are read wherever older records write them", async () => {
  const nygard =
    "# 3. Use rows\n\nDate: 2021-03-04\n\n## Status\n\nAccepted\n\n## Context\n\nC\n\n## Decision\n\nWe do.\n";
  expect((await importIt(nygard)).decision).toMatchObject({
    ...{ status: "accepted", decidedAt: "2021-03-04T00:00:00.000Z", context: "C", outcome: "We do." },
  });
  const bold = "# T\n\n**Status:** ✅ Approved\n**Deciders**: ada\n- **Date**: 2021-03-05\n\n## Context\n\nC\n";
  expect((await importIt(bold)).decision).toMatchObject({
    ...{ status: "accepted", decidedBy: { handle: "ada" }, decidedAt: "2021-03-05T00:00:00.000Z" },
  });
  const { decision, notices } = await importIt("# T\n\nStatus: Superseded by ADR-5\n\n## Context\n\nC\n");
  expect(decision).toMatchObject({ status: "superseded", context: "C\n\n**status:** Superseded by ADR-5" });
  expect(notices.join()).toContain("ADR-5 took its place");
  const more = await importIt("# T\n\n## Status\n\nDeprecated\n\nSee [ADR-9](9.md).\n\n## Context\n\nC\n");
  expect(more.decision.status).toBe("superseded");
  expect(more.decision.context).toContain("## Status\n\nSee [ADR-9](9.md).");
});

test("a status and a day that nobody knows are told, and stand in the context", async () => {
  const { decision, notices } = await importIt("# T\n\n* Status: wobbly\n* Date: last week\n\n## Context\n\nC\n");
  expect(decision).toMatchObject({ status: "proposed", context: "C\n\n**status:** wobbly\n\n**date:** last week" });
  expect(notices).toEqual([
    'The status "wobbly" is not known: it is proposed here, and the word stands in the context.',
    'The date "last week" is no day like 2026-11-27: it stands in the context.',
  ]);
});

test("a section of the text called Status is no status where the front matter has one", async () => {
  await run(createDecision, world.as(), { project: "TUR", title: "T", context: "A\n\n## Status\n\nrejected" });
  const { markdown } = await run(getDecisionMarkdown, world.as(), { decision: "TUR-DEC1" });
  expect((await importIt(markdown, { project: "OTH" })).decision).toMatchObject({
    ...{ status: "proposed", context: "A\n\n## Status\n\nrejected" },
  });
});

test.each([
  ["a NUL in a name", 'decision-makers: "\\0"', "stored"],
  ["a NUL in its key", 'turbo: {key: "\\0"}', "stored"],
  ["half of a surrogate pair", 'turbo: {supersedes: ["\\ud800"]}', "stored"],
  ["a circle", "a: &a [*a]", "deep"],
  ["lists in lists without end", `a: ${"[".repeat(20_000)}`, "deep"],
  [
    "a bomb of aliases",
    "a: &a [x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c]",
    "too often",
  ],
])("a record with %s in its front matter is refused", async (_, front, why) => {
  const refused = await refusal(importIt(`---\n${front}\n---\n# T`));
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "markdown" }] });
  expect(refused.message).toContain(why);
});

test("days that no calendar has, names without end and a heading called constructor are taken as they are", async () => {
  const names = Array.from({ length: 40_000 }, (_, place) => `p${place}`).join(", ");
  const front = `status: accepted\ndate: 0000-01-01\ndeciders: ${names}\nturbo: {supersedes: [${names}]}`;
  const { decision } = await importIt(`---\n${front}\n---\n# T\n\n## Constructor\n\nText.`);
  expect(decision).toMatchObject({ status: "accepted", supersedes: [] });
  expect(decision.context).toContain("## Constructor\n\nText.");
});

test("an agent's import is proposed, and a file that cannot be read is refused", async () => {
  const { decision, notices } = await importIt(MADR, {}, withKey(world.owner));
  expect(decision).toMatchObject({ status: "proposed", decidedAt: null });
  expect(notices.join()).toContain("a person decides");
  expect((await refusal(importIt("---\na: [\n---\n# T"))).message).toContain("front matter");
  expect((await refusal(importIt(`# ${"x".repeat(300)}`))).message).toContain("title");
  expect((await refusal(importIt("# T", {}, withKey(world.owner, { scope: "read" })))).code).toBe("forbidden");
});
