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
