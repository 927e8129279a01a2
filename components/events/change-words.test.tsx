import { expect, test } from "vitest";
import type { Event } from "#lib/domain/events/schema";
import { changeWords } from "./change-words.tsx";

type Fields = Event["changes"][number]["fields"];

const words = (...changes: { kind: string; id: string; key: string; fields: Fields }[]) =>
  changeWords({ changes } as unknown as Event, "here");
const initiative = (fields: Fields) => ({ kind: "initiative", id: "here", key: "I-1", fields });
const issue = (fields: Fields) => ({ kind: "issue", id: "other", key: "TUR-8", fields });

test("An initiative's activity tells its own changes in its own words.", () => {
  expect(words(initiative({ created: [false, true], title: [null, "Aim"] }))).toEqual(["started the initiative"]);
  expect(words(initiative({ status: ["planning", "in_progress"], health: [null, "at_risk"] }))).toEqual([
    "changed status from planning to in progress",
    "set the health to at risk",
  ]);
  expect(words(initiative({ projects: [["TUR"], ["ATLAS"]] }))).toEqual(["added ATLAS and took TUR out"]);
  expect(words({ ...initiative({ created: [false, true] }), kind: "milestone" })).toEqual(["set the milestone"]);
  const update = {
    kind: "status_update",
    id: "u",
    key: "I-1",
    fields: { created: [false, true], health: [null, "off_track"] },
  };
  expect(words(update as never, initiative({ health: ["on_track", "off_track"] }))).toEqual([
    "posted a status update: off track",
    "set the health to off track",
  ]);
});

test("It tells which issues came and went.", () => {
  expect(words(issue({ initiative: [null, "I-1"] }))).toEqual(["added TUR-8 to I-1"]);
  expect(words(issue({ milestone: ["TUR-MS1", null] }))).toEqual(["took TUR-8 out of TUR-MS1"]);
  expect(words(issue({ milestone: ["TUR-MS1", "TUR-MS2"] }))).toEqual(["moved TUR-8 from TUR-MS1 to TUR-MS2"]);
  expect(words(issue({ status: ["ready", "done"] }))).toEqual(["changed TUR-8"]);
  expect(words({ ...issue({ initiative: [null, "I-1"] }), id: "here" })).toEqual(["added it to I-1"]);
});

test("A question's activity tells what was asked of whom, and what was answered.", () => {
  const question = (fields: Fields) => words({ kind: "question", id: "q", key: "TUR-1", fields });
  const asked: Fields = {
    created: [false, true],
    text: [null, "Which one?"],
    of: [null, "ada"],
    blocking: [null, true],
  };
  expect(question(asked)).toEqual(["asked ada: “Which one?”"]);
  const answered: Fields = { state: ["open", "answered"], choice: [null, "This"], answer: ["", "Soon."] };
  expect(question(answered)).toEqual(["answered a question: “This”, “Soon.”"]);
  const long = { hash: "h", length: 900 };
  expect(question({ state: ["open", "answered"], answer: ["", long], begins: [null, "Because…"] })).toEqual([
    "answered a question: “Because…”",
  ]);
  expect(question({ state: ["open", "withdrawn"] })).toEqual(["withdrew a question"]);
  expect(question({ state: ["answered", "open"], answer: [long, ""] })).toEqual(["opened a question again"]);
});

test("Criteria that are dropped together with their ticks are named, others counted.", () => {
  const [one, two, three] = ["one", "two", "three"].map((text) => ({ id: text, text, done: text !== "two" }));
  const changed = (before: unknown, after: unknown) =>
    words({ kind: "issue", id: "here", key: "TUR-1", fields: { criteria: [before, after] } });
  expect(
    changed(
      [one, two, three],
      [
        { ...two, done: true },
        { id: "new", text: "new", done: false },
      ],
    ),
  ).toEqual(["ticked “two” and added a criterion and dropped the ticked “one”, “three”"]);
  expect(changed([one, two], [{ ...one, done: false }])).toEqual(["unticked “one” and dropped a criterion"]);
  expect(changed([one, two], [two, one])).toEqual(["changed the criteria"]);
  const reported = { ...one, state: "reported" };
  const verified = { ...one, state: "verified" };
  expect(changed([reported], [verified])).toEqual(["verified “one”"]);
  expect(changed([verified], [reported])).toEqual(["took back the verification of “one”"]);
  expect(changed([one], [verified])).toEqual(["changed the criteria"]);
  const shown = { id: "e", criterion: "one", note: "" };
  const evidence = [{ ...shown, kind: "commit", ref: "4f2a91c" }];
  const proven = (fields: object) => words({ kind: "issue", id: "here", key: "TUR-1", fields: fields as never });
  expect(proven({ evidence: [[], evidence] })).toEqual(["added as evidence commit 4f2a91c"]);
  expect(proven({ evidence: [evidence, []] })).toEqual(["took back the evidence commit 4f2a91c"]);
});

test("A proposal's activity tells which items were accepted, rejected and why; elsewhere it names the proposal.", () => {
  const proposal = (fields: Fields, id = "here") => words({ kind: "proposal", id, key: "TUR-P1", fields });
  expect(proposal({ created: [false, true] })).toEqual(["proposed the plan"]);
  const accepted: Fields = {
    accepted: [
      [],
      [
        { item: 1, became: "TUR-2" },
        { item: 3, became: "TUR-4" },
      ],
    ],
  };
  expect(proposal(accepted)).toEqual(["accepted #1, #3"]);
  expect(proposal(accepted, "other")).toEqual(["accepted #1, #3 of TUR-P1"]);
  expect(proposal({ accepted: [accepted.accepted?.[1], []] })).toEqual(["let #1, #3 wait again"]);
  expect(proposal({ rejected: [[], [{ item: 2, reason: "No" }]] })).toEqual(["rejected #2: “No”"]);
  expect(proposal({ edited: [null, "2"] })).toEqual(["edited #2"]);
  expect(proposal({ status: ["open", "withdrawn"] })).toEqual(["withdrew it"]);
  expect(proposal({ shelf: ["live", "binned"] }, "other")).toEqual(["moved TUR-P1 to the bin"]);
});

test("What left the bin for good is told by what it was, and a job by what somebody did to it.", () => {
  const purged: Fields = { purged: [false, true] };
  expect(words({ kind: "issue", id: "here", key: "TUR-2", fields: purged })).toEqual([
    "removed it from the bin for good",
  ]);
  expect(words({ kind: "issue", id: "other", key: "TUR-2", fields: purged })).toEqual([
    "removed TUR-2 from the bin for good",
  ]);
  expect(words({ kind: "comment", id: "other", key: "TUR-2", fields: purged })).toEqual([
    "removed a comment from the bin for good",
  ]);
  const job = (fields: Fields) => words({ kind: "job", id: "j", key: "empty_bin", fields });
  expect(job({ retried: [null, "2026-11-30T12:00:00.000Z"] })).toEqual(["began the job empty bin"]);
  expect(job({ cancelled: [null, "2026-11-30T12:00:00.000Z"] })).toEqual(["cancelled the job empty bin"]);
});
