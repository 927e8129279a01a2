import type { WriteContext } from "#lib/core/context";
import { invalidField, notFound } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { findSubjects, type Subject } from "#lib/domain/subjects/find-subjects";
import { requireInUse } from "#lib/domain/subjects/in-use";
import { type Criteria, withEvidence } from "./criteria-sql.ts";
import type { StoredEvidence } from "./evidence.ts";
import { findCriterion, noCriterion } from "./find-criterion.ts";
import { reported } from "./policy.ts";
import { EVIDENCE_KINDS, type EvidenceKind, GIVEN_AS, type Proof } from "./schema.ts";

/** Pieces of evidence of one criterion. */
const MOST = 20;

/**
 * The criteria and evidence of an issue with what is shown for some of them, which are met at least by report then.
 * What is there already is not added again. Throws `invalid` for a criterion or document that is not there.
 */
export async function proven(
  ctx: WriteContext,
  issue: StoredIssue,
  proofs: readonly Proof[],
  pathOf: (place: number, field: string) => string,
): Promise<Criteria> {
  const documents = await requireDocuments(ctx, proofs, pathOf);
  const standing = reported(ctx);
  const evidence = [...issue.evidence];
  const met = new Set<string>();
  for (const [place, proof] of proofs.entries()) {
    const criterion = findCriterion(issue.criteriaList, proof.criterion);
    if (!criterion) throw invalidField(pathOf(place, "criterion"), noCriterion(issue.criteriaList, proof.criterion));
    met.add(criterion.id);
    const { by, via } = standing;
    const own = { criterionId: criterion.id, by, via, createdAt: ctx.now.toISOString(), isSeen: true };
    for (const piece of piecesOf(proof, documents)) {
      const there = evidence.filter(({ criterionId }) => criterionId === criterion.id);
      if (there.some((one) => isSame(one, piece))) continue;
      if (there.length >= MOST)
        throw invalidField(pathOf(place, "criterion"), `Has ${there.length} pieces of evidence; the limit is ${MOST}.`);
      evidence.push({ id: newId(), ...own, ...piece });
    }
    if (piecesOf(proof, documents).length === 0)
      throw invalidField(pathOf(place, "commit"), `Say what shows it: ${Object.values(GIVEN_AS).join(", ")}.`);
  }
  const criteria = issue.criteriaList.map((one) =>
    one.done || !met.has(one.id) ? one : { ...one, done: true, ...standing },
  );
  return { criteria: withEvidence(criteria, evidence), evidence };
}

type Piece = Pick<StoredEvidence, "kind" | "ref" | "note" | "documentId">;

/** Each thing that is given is a piece of its own; the note goes with the first, and is one where there is no other. */
function piecesOf({ note = "", ...proof }: Proof, documents: ReadonlyMap<string, Subject>): Piece[] {
  const pieces = EVIDENCE_KINDS.flatMap((kind): Piece[] => {
    if (kind === "note") return [];
    const given = proof[GIVEN_AS[kind]];
    if (given === undefined) return [];
    const document = kind === "document" ? documents.get(given) : undefined;
    return [{ kind, ref: document?.key ?? given, documentId: document?.id ?? null, note: "" }];
  });
  const [first, ...others] = pieces;
  if (first) return [{ ...first, note }, ...others];
  return note.trim() ? [{ kind: "note" as EvidenceKind, ref: "", documentId: null, note }] : [];
}

function isSame(one: StoredEvidence, piece: Piece): boolean {
  return one.kind === piece.kind && one.ref === piece.ref && (piece.kind !== "note" || one.note === piece.note);
}

async function requireDocuments(
  ctx: WriteContext,
  proofs: readonly Proof[],
  pathOf: (place: number, field: string) => string,
): Promise<Map<string, Subject>> {
  const refs = proofs.flatMap(({ document }) => document ?? []);
  const found = refs.length > 0 ? await findSubjects(ctx, [...new Set(refs)]) : new Map<string, Subject>();
  for (const [place, { document: ref }] of proofs.entries()) {
    if (ref === undefined) continue;
    const document = found.get(ref);
    if (document?.kind !== "document")
      throw notFound(pathOf(place, "document"), `There is no document "${ref}". Keys look like TURBO-DOC4.`);
    requireInUse(document);
  }
  return found;
}
