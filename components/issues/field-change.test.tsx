import { expect, test } from "vitest";
import { changeTo, sharedValues } from "./field-change.tsx";
import type { FieldValues } from "./fields.tsx";

const beta = { key: "TUR-MS1", title: "Beta" };
const [api, docs] = ["api", "docs"].map((name) => ({ name, colour: "slate" })) as [
  FieldValues["labels"][number],
  FieldValues["labels"][number],
];
const issue: FieldValues = {
  project: "TUR",
  status: "ready",
  priority: "none",
  type: "task",
  assignee: { id: "u", handle: "ada", name: "Ada" },
  labels: [api],
  initiative: null,
  milestone: beta,
  parent: null,
  dueDate: null,
  estimate: 3,
};

test("a change sends a value as the REST door calls it, and shows it as a line holds it", () => {
  const next = { key: "TUR-MS2", title: "Launch" };
  expect(changeTo("milestone", { value: "TUR-MS2", words: "Launch", shown: next })(issue)).toEqual({
    body: { milestone: "TUR-MS2" },
    shown: { milestone: next },
  });
  expect(changeTo("assignee", { value: "none", words: "Nobody", shown: null })(issue)).toEqual({
    body: { assignee: null },
    shown: { assignee: null },
  });
  expect(changeTo("priority", { value: "none", words: "No priority", shown: "none" })(issue)).toEqual({
    body: { priority: "none" },
    shown: { priority: "none" },
  });
});

test("a label comes to those that are there, or goes from them", () => {
  expect(changeTo("labels", { value: "docs", words: "docs", shown: docs })(issue)).toEqual({
    body: { addLabels: ["docs"] },
    shown: { labels: [api, docs] },
  });
  expect(changeTo("labels", { value: "api", words: "api", shown: api }, false)(issue)).toEqual({
    body: { removeLabels: ["api"] },
    shown: { labels: [] },
  });
});

test("several issues share the values that each of them has", () => {
  const other: FieldValues = { ...issue, labels: [docs, api], assignee: null, priority: "high" };
  expect(sharedValues("labels", [issue, other])).toEqual(["api"]);
  expect(sharedValues("assignee", [issue, other])).toEqual([]);
  expect(sharedValues("milestone", [issue, other])).toEqual(["TUR-MS1"]);
  expect(sharedValues("initiative", [issue, other])).toEqual(["none"]);
});
