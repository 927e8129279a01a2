import type { EvidenceKind } from "#lib/domain/criteria/schema";

export const EVIDENCE_WORDS: Record<EvidenceKind, string> = {
  commit: "Commit",
  pull_request: "Pull request",
  test_run: "Test run",
  document: "Document",
  note: "Note",
};

/** What is sent of evidence that somebody typed. */
interface TypedEvidence {
  kind: EvidenceKind;
  body: { commit?: string; pullRequest?: string; testRun?: string; document?: string; note?: string };
}

const NAMED = /^(commit|pull request|test run|document)[: ]\s*(?=\S)/i;
const COMMIT = /^(?:https?:\S+\/commits?\/)?([0-9a-f]{7,64})$/i;
const DOCUMENT = /^(?:\S*\/)?([A-Z][A-Z0-9]{1,9}-DOC[1-9]\d{0,8})$/i;
const PULL_REQUEST = /^[#!]\d+$|^https?:\S+\/(pulls?|pull-requests|merge_requests)\/\d+/i;

/** Tells by its look what evidence is: "4f2a91c All green" is a commit with a note. A name before it says so as well. */
export function evidenceIn(typed: string): TypedEvidence {
  const text = typed.trim();
  const named = NAMED.exec(text)?.[1]?.toLowerCase();
  if (named === "test run") return { kind: "test_run", body: { testRun: text.replace(NAMED, "") } };
  const [first = "", ...rest] = text.replace(NAMED, "").split(/\s+/);
  const note = rest.length > 0 ? { note: text.slice(text.indexOf(first) + first.length).trim() } : {};
  const [commit, document] = [COMMIT.exec(first)?.[1], DOCUMENT.exec(first)?.[1]];
  if (commit) return { kind: "commit", body: { commit, ...note } };
  if (document) return { kind: "document", body: { document, ...note } };
  if (named === "pull request" || PULL_REQUEST.test(first))
    return { kind: "pull_request", body: { pullRequest: first, ...note } };
  if (/^https?:\/\/\S/.test(first)) return { kind: "test_run", body: { testRun: first, ...note } };
  return { kind: "note", body: { note: text } };
}

const HOST = /^https?:\/\/(?:www\.)?/;

/** A reference as short as a chip wants it: the beginning of a hash, the number of a pull request, an address without its scheme. */
export function shortRef(kind: EvidenceKind, ref: string): string {
  if (kind === "commit") return ref.slice(0, 9);
  const number = kind === "pull_request" ? /\/(\d+)\/?$/.exec(ref)?.[1] : undefined;
  return number ? `#${number}` : ref.replace(HOST, "");
}
