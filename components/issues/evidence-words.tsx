import type { EvidenceKind } from "#lib/domain/criteria/schema";

export const EVIDENCE_WORDS: Record<EvidenceKind, string> = {
  commit: "Commit",
  pull_request: "Pull request",
  test_run: "Test run",
  document: "Document",
  note: "Note",
};
