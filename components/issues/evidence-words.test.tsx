import { expect, test } from "vitest";
import { evidenceIn, shortRef } from "./evidence-words.tsx";

test("what is typed as evidence is told by its look, or by a name before it, and what follows is its note", () => {
  const commit = "4f2a91c0de";
  expect(evidenceIn(` ${commit} `)).toEqual({ kind: "commit", body: { commit } });
  expect(evidenceIn(`${commit} All  green\nagain`).body).toEqual({ commit, note: "All  green\nagain" });
  expect(evidenceIn(`https://code.example/a/commit/${commit}`).body).toEqual({ commit });
  expect(evidenceIn("app-doc4 See there").body).toEqual({ document: "app-doc4", note: "See there" });
  expect(evidenceIn("#12").body).toEqual({ pullRequest: "#12" });
  expect(evidenceIn("https://code.example/a/b/pull/12").kind).toBe("pull_request");
  expect(evidenceIn("https://code.example/a/b/-/merge_requests/12").kind).toBe("pull_request");
  expect(evidenceIn("pull request: Rewrite").body).toEqual({ pullRequest: "Rewrite" });
  expect(evidenceIn("https://ci.example/7 Twice").body).toEqual({ testRun: "https://ci.example/7", note: "Twice" });
  expect(evidenceIn("Test run: nightly 7").body).toEqual({ testRun: "nightly 7" });
  for (const note of ["Looked at it with Ben.", "facade", "commit", "See #12"])
    expect(evidenceIn(note)).toEqual({ kind: "note", body: { note } });
});

test("a chip shows a hash, a number or an address, and no more of them than it needs", () => {
  expect(shortRef("commit", "0123456789abcdef")).toBe("012345678");
  expect(shortRef("pull_request", "https://code.example/a/b/pull/12")).toBe("#12");
  expect(shortRef("pull_request", "#12")).toBe("#12");
  expect(shortRef("test_run", "https://www.ci.example/7")).toBe("ci.example/7");
});
