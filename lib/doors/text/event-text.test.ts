import { expect, test } from "vitest";
import { changeText } from "./event-text.ts";

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
