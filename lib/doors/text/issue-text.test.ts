import { expect, test } from "vitest";
import type { IssueLine } from "#lib/domain/issues/schema";
import { issueCard, issueLine } from "./issue-text.ts";

const issue: IssueLine = {
  id: "i",
  key: "TURBO-12",
  project: "TURBO",
  title: "Make the door open both ways",
  type: "task",
  status: "in_progress",
  priority: "high",
  estimate: null,
  assignee: null,
  claim: null,
  labels: [],
  parent: null,
  initiative: null,
  milestone: null,
  dueDate: null,
  blocked: false,
  waiting: false,
  stale: false,
  criteria: { total: 0, done: 0, verified: 0 },
  children: { done: 0, total: 0 },
  comments: 0,
  rank: "a0",
  shelf: "live",
  version: 3,
  createdAt: "2026-11-20T08:00:00.000Z",
  updatedAt: "2026-11-21T09:30:00.000Z",
};

test("A row has key, status, priority and title.", () => {
  expect(issueLine(issue)).toBe('TURBO-12  in_progress  high  "Make the door open both ways"');
});

test("A row stays within 80 bytes by cutting its title.", () => {
  const title = "Öffne die Tür nach beiden Seiten, und zwar leise, schnell und ohne dass jemand es merkt";
  const row = issueLine({ ...issue, title, dueDate: "2026-11-27" });
  expect(Buffer.byteLength(row)).toBeLessThanOrEqual(80);
  expect(row).toMatch(/^TURBO-12 {2}in_progress {2}high {2}due 2026-11-27 {2}"Öffne .*…"$/);
});

test("A title cannot pass for another row, or for control codes.", () => {
  const title = "One\u2028TURBO-13  done  low  Two\u001b[31m";
  expect(issueLine({ ...issue, title }).split(/[\n\u2028]/)).toHaveLength(1);
  for (const hidden of ["\u001b", "\u2028"]) expect(issueCard({ ...issue, title })).not.toContain(hidden);
});

test("A card says only what there is to say.", () => {
  expect(issueCard(issue)).toBe(
    [
      'TURBO-12  "Make the door open both ways"',
      "  in_progress  task  priority high  version 3",
      "  updated 2026-11-21T09:30Z, filed 2026-11-20T08:00Z",
    ].join("\n"),
  );
  const busy = {
    ...issue,
    labels: [{ name: "ui", colour: "red" }],
    criteria: { total: 2, done: 1, verified: 1 },
    blocked: true,
  };
  expect(issueCard(busy)).toContain("in_progress (blocked)");
  expect(issueCard(busy)).toContain('labels "ui"; criteria 1 of 2 met, 1 verified');
});
