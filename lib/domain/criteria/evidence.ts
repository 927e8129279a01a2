import { instantOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import type { Evidence, EvidenceKind, ToldEvidence } from "./schema.ts";

/** Evidence as this code holds it. */
export interface StoredEvidence extends Evidence {
  criterionId: string;
  documentId: string | null;
  /** Is its document there for the actor? */
  isSeen: boolean;
}

export function toStoredEvidence(row: Row): StoredEvidence {
  return {
    id: String(row.id),
    criterionId: String(row.criterionId),
    kind: row.kind as EvidenceKind,
    ref: String(row.ref),
    note: String(row.note),
    by: personOf(row, "by"),
    via: (row.via ?? null) as Via | null,
    createdAt: instantOf(row.createdAt) ?? "",
    documentId: textOf(row.documentId),
    isSeen: Boolean(Number(row.seen)),
  };
}

export function evidenceRows(evidence: readonly StoredEvidence[]) {
  return evidence.map(({ id, createdAt, criterionId, kind, ref, documentId, note, by, via }) => ({
    ...{ id, createdAt: new Date(createdAt), criterionId, kind, ref, documentId, note },
    ...{ byId: by?.id ?? null, via },
  }));
}

export function toldEvidence({ id, criterionId, kind, ref, note, by, via, createdAt, documentId }: StoredEvidence) {
  const told: ToldEvidence = { id, criterion: criterionId, kind, ref, note, by, via, at: createdAt };
  return documentId === null ? told : { ...told, documentId, document: ref };
}

export function evidenceAsTold({ criterion, at, documentId, document: _, ...told }: ToldEvidence): StoredEvidence {
  return { ...told, criterionId: criterion, createdAt: at, documentId: documentId ?? null, isSeen: true };
}

/** Keys of the documents that evidence names, which the issue refers to. */
export function documentsIn(evidence: readonly StoredEvidence[]): string[] {
  return evidence.flatMap(({ documentId, ref }) => (documentId === null ? [] : [ref]));
}

/** What came and went between two lists, as events tell it; null where nothing did. */
export function evidenceChange(
  before: readonly StoredEvidence[],
  after: readonly StoredEvidence[],
): [gone: ToldEvidence[], come: ToldEvidence[]] | null {
  const [gone, come] = [without(before, after), without(after, before)];
  return gone.length + come.length === 0 ? null : [gone.map(toldEvidence), come.map(toldEvidence)];
}

export function without(list: readonly StoredEvidence[], other: readonly StoredEvidence[]): StoredEvidence[] {
  const there = new Set(other.map(({ id }) => id));
  return list.filter(({ id }) => !there.has(id));
}
