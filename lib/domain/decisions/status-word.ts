import { plainWord } from "#lib/core/plain-word";
import type { DecisionStatus } from "./fields.ts";

const WORDS: Readonly<Record<string, DecisionStatus>> = {
  draft: "proposed",
  proposed: "proposed",
  pending: "proposed",
  open: "proposed",
  accepted: "accepted",
  approved: "accepted",
  adopted: "accepted",
  agreed: "accepted",
  decided: "accepted",
  implemented: "implemented",
  superseded: "superseded",
  deprecated: "superseded",
  replaced: "superseded",
  obsolete: "superseded",
  rejected: "rejected",
  declined: "rejected",
};

/** The status that a record's words begin with: superseded of "Superseded by ADR-5"; null for one that is not known. */
export function decisionStatusOf(said: string): DecisionStatus | null {
  const [word = ""] = plainWord(said).split(/[\s,.:;()]/);
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null;
}
