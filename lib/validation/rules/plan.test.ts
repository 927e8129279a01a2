import { expect, test } from "vitest";
import { namesIn } from "#lib/domain/references/names-in";
import { checkText } from "../check.ts";
import { applyEdits } from "../edits.ts";
import type { Plan, PlanThing } from "../plan.ts";

const thing = (key: string, kind: PlanThing["kind"], status: string, more: Partial<PlanThing> = {}): PlanThing => ({
  ...{ key, kind, status, title: "Lease expires early", binned: false, supersededBy: null, due: null },
  ...more,
});

const THINGS = [
  thing("TUR-1", "issue", "done", { due: "2026-12-05" }),
  thing("TUR-2", "issue", "in_progress"),
  thing("TUR-3", "issue", "backlog"),
  thing("TUR-4", "issue", "canceled"),
  thing("TUR-5", "issue", "review"),
  thing("TUR-6", "issue", "ready", { binned: true }),
  thing("TUR-MS1", "milestone", "completed", { due: "2026-11-30" }),
  thing("I-3", "initiative", "on_hold"),
  thing("TUR-DEC1", "decision", "superseded", { title: "Sessions live in cookies", supersededBy: "TUR-DEC4" }),
  thing("TUR-DEC2", "decision", "rejected"),
  thing("TUR-DEC3", "decision", "superseded"),
  thing("TUR-DEC4", "decision", "implemented"),
  thing("TUR-DEC5", "decision", "proposed"),
  thing("TUR-DOC1", "document", "published"),
];

function planOf(text: string): Plan {
  const names = namesIn(text).map(({ name: key, at, text: own }) => {
    const start = own === null ? text.indexOf(key, at) : at;
    return { key, start, end: start + (own ?? key).length, linked: own === null };
  });
  return {
    names,
    things: new Map(THINGS.map((one) => [one.key, one])),
    missing: new Set(["TUR-99", "TUR-DOC9", "TUR-DEC9"]),
  };
}

const found = (text: string) =>
  checkText(text, {}, { plan: planOf(text) }).filter(({ rule }) => rule.startsWith("truth/"));
const mended = (text: string) =>
  applyEdits(
    text,
    found(text).flatMap(({ edit }) => edit ?? []),
  ).text;

/** What is wrong, and what becomes of it where it can be mended. */
const WRONG: [text: string, message: string | RegExp, after?: string][] = [
  ["See TUR-99.", "TUR-99 does not exist. Correct the key, or take it out."],
  ["See [the notes](/documents/TUR-DOC9).", /^TUR-DOC9 does not exist/],
  ["Waits for #tur-6 as well.", /^TUR-6 lies in the bin/],
  ["Sign in as TUR-DEC1 says.", "TUR-DEC1 no longer holds: TUR-DEC4 took its place.", "Sign in as TUR-DEC4 says."],
  ["Keys are hashed (TUR-DEC1).", /TUR-DEC4 took its place/, "Keys are hashed (TUR-DEC4)."],
  ["- TUR-DEC1 Sessions live in cookies", /TUR-DEC4 took its place/],
  ["- TUR-DEC1: sessions", /TUR-DEC4 took its place/],
  ["We follow [this](/decisions/TUR-DEC1).", /TUR-DEC4 took its place/],
  ["This follows TUR-DEC2.", "TUR-DEC2 was rejected, so it does not hold."],
  ["This follows TUR-DEC3.", "TUR-DEC3 was superseded, so it does not hold."],
  ["TUR-DEC1 is accepted.", /TUR-DEC4 took its place/],
  ["TUR-2 is done.", "TUR-2 is in progress, not done.", "TUR-2 is in progress."],
  ["TUR-1 is still in progress.", "TUR-1 is done, not in progress.", "TUR-1 is still done."],
  ["TUR-1 is\nin progress, so wait.", "TUR-1 is done, not in progress.", "TUR-1 is\ndone, so wait."],
  ["TUR-1 is not done yet.", "TUR-1 is done."],
  ["TUR-1 and TUR-2 are done.", "TUR-2 is in progress, not done."],
  ["TUR-2, TUR-1 and TUR-4 are closed.", "TUR-2 is in progress, not closed."],
  ["**TUR-1** (in progress) comes first.", "TUR-1 is done, not in progress.", "**TUR-1** (done) comes first."],
  ["After TUR-1 (In Progress) we rest.", "TUR-1 is done, not in progress.", "After TUR-1 (Done) we rest."],
  ["TUR-5 (in_progress, high)", "TUR-5 is in review, not in progress.", "TUR-5 (in review, high)"],
  ["- TUR-3: done", "TUR-3 is in the backlog, not done.", "- TUR-3: in the backlog"],
  ["- TUR-3 — **done**\n- more", "TUR-3 is in the backlog, not done.", "- TUR-3 — **in the backlog**\n- more"],
  ["[TUR-2](/issues/TUR-2) is done.", "TUR-2 is in progress, not done.", "[TUR-2](/issues/TUR-2) is in progress."],
  ["TUR-1 is open.", "TUR-1 is done, not open.", "TUR-1 is done."],
  ["TUR-4 (done)", "TUR-4 is canceled, not done.", "TUR-4 (canceled)"],
  ["I-3 is in progress.", "I-3 is on hold, not in progress.", "I-3 is on hold."],
  ["TUR-MS1 (planned)", "TUR-MS1 is completed, not planned.", "TUR-MS1 (completed)"],
  ["TUR-DEC5 is accepted.", "TUR-DEC5 is proposed, not accepted.", "TUR-DEC5 is proposed."],
  ["TUR-DOC1 (draft)", "TUR-DOC1 is published, not draft.", "TUR-DOC1 (published)"],
  ["- [x] TUR-2", "TUR-2 is in progress, not done.", "- [ ] TUR-2"],
  ["1. [ ] TUR-1 Lease expires early.", "TUR-1 is done, not open.", "1. [x] TUR-1 Lease expires early."],
  ["- [ ] [TUR-1](/issues/TUR-1)", "TUR-1 is done, not open.", "- [x] [TUR-1](/issues/TUR-1)"],
  [
    "| Issue | Status |\n|---|---|\n| TUR-3 | Ready |\n| TUR-2 | Done |\n",
    /^TUR-3 is in the backlog, not ready/,
    "| Issue | Status |\n|---|---|\n| TUR-3 | In the backlog |\n| TUR-2 | In progress |\n",
  ],
  ["TUR-1 is due 2026-12-01.", "TUR-1 is due 2026-12-05, not 2026-12-01.", "TUR-1 is due 2026-12-05."],
  ["TUR-MS1 (due 2026-12-01)", "TUR-MS1 is due 2026-11-30, not 2026-12-01.", "TUR-MS1 (due 2026-11-30)"],
  ["TUR-2 (by 2026-12-01)", "TUR-2 has no due date. Set it, or take it out here."],
];

test.each(WRONG)("%j says what is so", (text, message, after) => {
  expect(found(text)[0]?.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  expect(mended(text)).toBe(after ?? text);
  if (after) expect(found(after)).toEqual([]);
  const crossed = text.replaceAll("\n", "\r\n");
  expect(found(crossed).map((one) => one.message)).toEqual(found(text).map((one) => one.message));
});

/** What is so, what was so, what may become so, and what is about something else. */
const RIGHT = [
  "TUR-1 is done, TUR-2 is in progress, TUR-3 is in the backlog and TUR-5 is in review.",
  "TUR-1 (done), TUR-2 (in progress), TUR-4 (cancelled), TUR-5 (review), TUR-3 (open).",
  "TUR-1 and TUR-4 are closed.",
  "TUR-2 is not done yet. TUR-3 is not in progress.",
  "TUR-DEC4 is accepted. TUR-DOC1 is approved. TUR-MS1 is done.",
  "- [x] TUR-1\n- [x] TUR-4\n- [ ] TUR-2\n- [ ] TUR-3 Lease expires early",
  "- [x] TUR-2 reviewed with Ben\n- [ ] TUR-1: write the release note",
  "- [x] Talk about TUR-2",
  "Once TUR-2 is done, we ship. If TUR-2 is done: celebrate. When TUR-2 is done, and not before.",
  "It starts after TUR-2 is done. Check that TUR-2 is done. It will tell us that TUR-2 is done.",
  "TUR-2 is done when every page has a title.",
  "TUR-2 is done by Friday. TUR-2 is done in two steps. TUR-2 is done with care.",
  "TUR-2 is done?",
  "TUR-2 was done. TUR-2 had been done. TUR-2 will be done. TUR-2 must be done. TUR-2 should be done.",
  "TUR-1 was in progress until Monday. Until last week TUR-1 (in progress) held us up.",
  "TUR-2 is ready to be read. TUR-2 is ready. TUR-2 is testing our patience.",
  "TUR-1 is open to debate. TUR-3 is blocked. TUR-3 is hard.",
  "On Monday Ada said: “TUR-2 is done.”",
  '"TUR-2 is done," said Ada.',
  "> TUR-2 is done.",
  "- 2026-11-03: TUR-2 is done.",
  "2026-11-03 TUR-2 (done)",
  "- **3 Nov 2026** TUR-2 is done.",
  "## 2026-11-03\n\nTUR-2 is done.\n",
  "# Changelog\n\n## 1.2.0\n\n- TUR-2 (done)\n",
  "## Minutes of the meeting\n\n- TUR-2: done\n\n### More\n\n- TUR-3: done\n",
  "The first part of TUR-2 is done.",
  "Nobody says that TUR-2 is done.",
  "Why TUR-DEC1 did not work out: it was too slow.",
  "~~TUR-99 and TUR-2 (done)~~",
  "`TUR-99`, <!-- TUR-99 --> and\n\n```\nTUR-99 TUR-2 (done)\n```\n",
  "https://tracker.example/browse/TUR-99",
  "Keys look like TUR-99. Names such as TUR-99, for example TUR-99, e.g. TUR-99.",
  "UTF-8, SHA-256, ISO-8601 and HTTP-2 are no keys of ours; OTH-99 may be somebody's.",
  "TUR-DEC1 was superseded. TUR-DEC4 took the place of TUR-DEC1. TUR-DEC1 no longer holds.",
  "TUR-DEC1 (superseded) said so. TUR-DEC2 is rejected. We rejected that (TUR-DEC2).",
  "TUR-DEC4, instead of TUR-DEC1, governs this.",
  "## Superseded\n\n- TUR-DEC1\n- TUR-DEC3\n",
  "> TUR-DEC1 says so.",
  "| Decision | Status |\n|---|---|\n| TUR-DEC1 | superseded |\n| TUR-DEC4 | Accepted |\n",
  "| Issue | Estimate |\n|---|---|\n| TUR-2 | done |\n",
  "| Issue | After | Status |\n|---|---|---|\n| TUR-2 | TUR-1 | done |\n",
  "| Issue | Status |\n|---|---|\n| TUR-2 | done by Ada |\n",
  "| a | Status |\n|---|---|\n| b | open |\n\n| Issue | Owner |\n|---|---|\n| TUR-2 | done |\n",
  "TUR-1 is due 2026-12-05. TUR-1 (due 2026-12-05). If TUR-1 is due 2026-12-01, we are late.",
  "TUR-1 was due 2026-12-01.",
];

test.each(RIGHT)("%j is left alone", (text) => {
  expect(found(text)).toEqual([]);
});

test("a row that names one thing thousands of times says one thing of each", () => {
  const many = 2_000;
  const row = `| Issue | Status |\n|---|---|\n| ${"TUR-2 ".repeat(many)} | done |\n`;
  expect(found(row)).toHaveLength(many);
  const wide = `|${" a |".repeat(many)}\n|${"-|".repeat(many)}\n|${" TUR-2 |".repeat(many)}\n`;
  expect(found(wide)).toEqual([]);
});

test("without the store nothing is said of keys", () => {
  expect(checkText("TUR-99 TUR-2 (done)").filter(({ rule }) => rule.startsWith("truth/"))).toEqual([]);
});

test("a finding marks the words that are wrong, and says what it is about and how sure it is", () => {
  const text = "Now TUR-2 is done, and TUR-99 waits.";
  expect(found(text).map(({ start, end, entry }) => [text.slice(start, end), entry])).toEqual([
    ["done", "TUR-2"],
    ["TUR-99", "TUR-99"],
  ]);
  for (const { confidence = 1 } of found(text)) expect(confidence).toBeLessThan(1);
});
