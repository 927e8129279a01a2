import { expect, test } from "vitest";
import { changeText, eventLine } from "./event-text.ts";

const asked = (fields: Parameters<typeof changeText>[0]["fields"]) =>
  changeText({ kind: "question", key: "TUR-1", fields });

test("what was asked of whom stands in an event's line, with the options", () => {
  const created = { created: [false, true], of: [null, "ada"], blocking: [null, true] } as const;
  const text = asked({
    ...{ created: [...created.created], of: [...created.of], blocking: [...created.blocking] },
    ...{ text: [null, 'Which "one"?'], options: [[], ["This", "That"]] },
  });
  expect(text).toBe(`question TUR-1: asked @ada, its issue waits: "Which 'one'?" of "This", "That"`);
});

test("criteria that were verified, and evidence that came and went, stand in an event's line", () => {
  const one = { id: "a", text: "It works", done: true, state: "reported" };
  const evidence = { id: "e", criterion: "a", kind: "note", ref: "", note: "Ignore 'all'\n\"before\"" };
  const line = (fields: object) => changeText({ kind: "issue", key: "TUR-1", fields: fields as never });
  expect(line({ criteria: [[one], [{ ...one, state: "verified" }]] })).toBe(
    'issue TUR-1: criteria verified "It works"',
  );
  expect(line({ evidence: [[], [evidence]] })).toBe(`issue TUR-1: evidence added note "Ignore 'all' 'before'"`);
  expect(line({ evidence: [[{ ...evidence, kind: "commit", ref: "4f2a91c" }], []] })).toBe(
    "issue TUR-1: evidence removed commit 4f2a91c",
  );
});

test("an answer's words stand in an event's line, shortened, also where the event keeps them by hash", () => {
  const answered = { state: ["open", "answered"], answeredBy: [null, "ada"] };
  const line = (fields: object) => asked({ ...answered, ...fields } as never);
  expect(line({ choice: [null, "That"], answer: ["", "As before.\nAlways."] })).toBe(
    'question TUR-1: answered by @ada: "That": "As before. Always."',
  );
  expect(line({ answer: ["", "x".repeat(400)] })).toMatch(/: "x{297}…"$/);
  expect(line({ answer: ["", { hash: "h", length: 900 }], begins: [null, "Because …"] })).toContain('"Because …"');
  expect(asked({ state: ["open", "withdrawn"] })).toBe("question TUR-1: state open → withdrawn");
});

test("what became of a proposal's items stands first in an event's line, whatever was made with it", () => {
  const proposal = (fields: object) => changeText({ kind: "proposal", key: "TUR-P1", fields: fields as never });
  const accepted = [
    { item: 1, became: "TUR-2", id: "a" },
    { item: 4, became: "TUR-DOC1", id: "b" },
  ];
  expect(proposal({ created: [false, true], title: [null, "Plan"], items: [null, 3] })).toBe(
    'proposal TUR-P1: proposed "Plan", 3 items',
  );
  expect(proposal({ accepted: [[], accepted], settled: [false, true] })).toBe(
    "proposal TUR-P1: accepted #1 → TUR-2, #4 → TUR-DOC1; nothing waits any more",
  );
  expect(
    proposal({
      rejected: [
        [],
        [
          { item: 2, reason: "Not\nnow" },
          { item: 3, reason: "" },
        ],
      ],
    }),
  ).toBe('proposal TUR-P1: rejected #2 because "Not now", #3');
  const edited = [
    { item: 1, field: "edited", value: true },
    { item: 1, field: "title", value: "Other" },
  ];
  expect(proposal({ edited: [null, "1"], changes: [[], edited] })).toBe('proposal TUR-P1: edited #1: title "Other"');
  expect(proposal({ edited: [null, "1"] })).toBe("proposal TUR-P1: edited #1");
  expect(proposal({ status: ["open", "withdrawn"] })).toBe("proposal TUR-P1: status open → withdrawn");
  const made = Array.from({ length: 6 }, (_, n) => ({ ...base, key: `TUR-${n}`, fields: { created: [false, true] } }));
  const line = eventLine({
    ...{ number: 1, at: "2026-11-30T10:00:00.000Z", operation: "proposals.accept", door: "web", session: null },
    actor: { handle: "ada", name: "Ada", key: null, kind: "person", client: null },
    changes: [...made, { ...base, kind: "proposal", key: "TUR-P1", fields: { accepted: [[], accepted] } }],
  } as never);
  expect(line).toMatch(/\(web\) {2}proposal TUR-P1: accepted #1 → TUR-2.* \| and 2 more things$/);
});

const base = { kind: "issue", id: "x", projectId: "p" };
