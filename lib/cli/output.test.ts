import { expect, test } from "vitest";
import { lineText, outputText } from "./output.ts";

const issue = {
  id: "1",
  key: "APP-1",
  status: "ready",
  priority: "high",
  type: "bug",
  assignee: { handle: "ada", name: "Ada" },
  title: 'Say, "hello"',
  labels: [{ name: "web" }, { name: "urgent" }],
};

test("A list is a table of the noun's columns, references by the name that people know.", () => {
  const [head, row] = outputText("issues", { items: [issue], nextCursor: null }, "people").split("\n");
  expect(head).toMatch(/^KEY +STATUS +PRIORITY +TYPE +ASSIGNEE +TITLE$/);
  expect(row).toMatch(/^APP-1 +ready +high +bug +ada +Say, "hello"$/);
});

test("In a terminal the last column ends where the terminal does; elsewhere it is whole.", () => {
  const long = { items: [{ ...issue, title: "A title that is longer than a narrow terminal has room for" }] };
  const [, row = ""] = outputText("issues", long, "people", 70).split("\n");
  expect(row).toHaveLength(70);
  expect(row).toMatch(/ A title that is longer.*…$/);
  expect(outputText("issues", long, "people", 20).split("\n")[1]).toMatch(/ A title that is lon…$/);
  expect(outputText("issues", long, "people")).toContain("has room for");
});

test("An empty list says so.", () => {
  expect(outputText("issues", { items: [] }, "people")).toBe("Nothing found.");
});

test("One thing is a card, long texts below.", () => {
  const text = outputText("issues", { ...issue, description: "One\nTwo" }, "people");
  expect(text).toMatch(/^ASSIGNEE +ada$/m);
  expect(text).toMatch(/^LABELS +web, urgent$/m);
  expect(text).toMatch(/\n\nDESCRIPTION\nOne\nTwo$/);
});

test("CSV quotes what needs it, and keeps texts as they are.", () => {
  const text = outputText(
    "issues",
    { items: [{ key: "A-1", title: 'Say, "hello"', body: "a\nb", tags: ["x", "y"] }] },
    "csv",
  );
  expect(text).toBe('key,title,body,tags\r\nA-1,"Say, ""hello""","a\nb","x, y"');
});

test("In CSV no text of people begins like a formula.", () => {
  const text = outputText(
    "issues",
    {
      items: [
        { key: "A-1", title: "=1+1", size: -3 },
        { key: "A-2", title: "@x", size: 4 },
      ],
    },
    "csv",
  );
  expect(text).toBe("key,title,size\r\nA-1,'=1+1,-3\r\nA-2,'@x,4");
});

test("Control characters cannot steer the terminal, in any format for people's eyes.", () => {
  const title = "red\u001b[31m bell\u0007 c1\u009b2J \u202ereversed";
  for (const text of [
    outputText("issues", { items: [{ ...issue, title }] }, "people"),
    outputText("issues", { ...issue, title }, "people"),
    outputText("issues", { ...issue, title }, "json"),
    lineText("issues", { ...issue, title }),
  ]) {
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(text).toContain("\\u001b[31m");
  }
  expect(JSON.parse(outputText("issues", { title }, "json"))).toEqual({ title });
});

test("A table is short where a card is exact: instants to the minute, progress as a count, a forecast as its day.", () => {
  const milestone = {
    key: "APP-MS1",
    late: true,
    progress: { open: 2, done: 1, canceled: 4, percent: 33 },
    forecast: { date: "2026-12-01", perWeek: 2, basis: "2 issues done in the last 7 days, 2 open." },
    createdAt: "2026-11-21T12:31:27.255Z",
  };
  expect(outputText("milestones.list", { items: [milestone] }, "people").split("\n")[1]).toMatch(
    /^APP-MS1 +yes +1\/3 done +2026-12-01$/,
  );
  const card = outputText("milestones.get", milestone, "people");
  expect(card).toMatch(/^FORECAST +2026-12-01: 2 issues done in the last 7 days, 2 open\.$/m);
  expect(card).toMatch(/^CREATED AT +2026-11-21T12:31:27\.255Z$/m);
});

test("What was found, and what stands on the timeline, shows the thing itself.", () => {
  const found = {
    items: [{ kind: "decision", on: { key: "APP-DEC1", title: "Plain", status: "accepted" }, excerpt: "…" }],
  };
  expect(outputText("search.query", found, "people").split("\n")[1]).toMatch(
    /^decision +APP-DEC1 +accepted +Plain +…$/,
  );
  const timeline = { items: [{ kind: "initiative", initiative: { key: "I-1", status: "planning", title: "Aim" } }] };
  expect(outputText("timeline.list", timeline, "people").split("\n")[1]).toMatch(/^initiative +I-1 +planning +Aim$/);
});

test("What holds somewhere is told with its reasons, and what no longer does with what took its place.", () => {
  const decision = {
    id: "1",
    key: "APP-DEC1",
    title: "Passkeys",
    status: "accepted",
    project: "APP",
    kind: "technical",
    why: ["governs src/auth/**"],
    outcome: "We use passkeys.\nOnly them.",
    rationale: "",
    consequences: "",
    chosen: "Passkeys",
    rejected: [{ name: "Passwords", whyNot: "They leak.", cons: [] }],
    impactAreas: [],
    decidedBy: null,
    decidedAt: null,
  };
  const next = { id: "3", key: "DEC-2", title: "Cards", status: "accepted", outcome: "" };
  const gone = { id: "2", key: "DEC-1", title: "Badges", status: "superseded", why: [], supersededBy: next };
  expect(
    outputText("decisions.for", { items: [decision], superseded: [gone], more: false }, "people").split("\n"),
  ).toEqual([
    "APP-DEC1  accepted  Passkeys",
    "  governs src/auth/**",
    "  decided: We use passkeys.",
    "    Only them.",
    "  chosen: Passkeys",
    "  not Passwords: They leak.",
    "",
    "DEC-1  superseded  Badges",
    "  in its place: DEC-2  Cards",
  ]);
  expect(outputText("decisions.for", { items: [], superseded: [], more: false }, "people")).toBe(
    "No decision holds there.",
  );
});

test("a brief is printed as the text it is, and cannot steer the terminal", () => {
  const text = '# APP-1 "Keys"\n> red \u001b[31m';
  const brief = { issue: "APP-1", version: 1, text, tokens: 20, budget: 2000, leftOut: [] };
  expect(outputText("issues.brief", brief, "people")).toBe('# APP-1 "Keys"\n> red \\u001b[31m');
});

test("An agent is told with the issues that it holds, and its figures in words.", () => {
  const weeks = [0, 2, 0, 1].map((finished) => ({ from: "2026-11-01T00:00:00.000Z", finished }));
  const figures = {
    weeks,
    finished: 3,
    writes: 40,
    undone: 2,
    criteria: 4,
    proven: 3,
    tokensTold: 900,
    issuesTold: 1,
    tokensServed: 5000,
  };
  const agent = { name: "laptop", holds: [{ lease: "1", issue: "APP-1", title: "Bridge" }], figures };
  const text = outputText("agents", agent, "people");
  expect(text).toMatch(/^HOLDS +APP-1$/m);
  expect(text).toContain("3 issues finished (0 + 2 + 0 + 1), 2 of 40 writes undone");
});
