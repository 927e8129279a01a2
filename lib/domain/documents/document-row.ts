import { jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import type { Document, DocumentChip, DocumentLine } from "./schema.ts";

/** A document as this code holds it: what people see, and the ids behind it. */
export interface StoredDocument extends Document {
  projectId: string;
  /** Key of its project, when that lies in the bin. */
  under: string | null;
  parentId: string | null;
  sourceHash: string | null;
}

export function documentKey(project: unknown, number: unknown): string {
  return subjectKey({ kind: "document", project: String(project), number: Number(number) });
}

export function toDocumentLine(row: Row): DocumentLine {
  const parent = textOf(row.parentNumber);
  return {
    id: String(row.id),
    key: documentKey(row.project, row.number),
    project: String(row.project),
    title: String(row.title),
    kind: row.kind as DocumentLine["kind"],
    status: row.status as DocumentLine["status"],
    author: personOf(row, "author"),
    labels: jsonOf(row.labels),
    parent: parent === null ? null : documentKey(row.project, parent),
    hasChildren: Number(row.hasChildren) > 0,
    stale: Number(row.stale) > 0,
    revision: Number(row.lastRevision),
    rank: String(row.rank),
    ...stampsIn(row),
  };
}

export function toStoredDocument(row: Row): StoredDocument {
  const body = String(row.body);
  const above = jsonOf<(DocumentChip & { depth: number })[]>(row.path).sort((a, b) => b.depth - a.depth);
  const decisions = jsonOf<Document["decisions"]>(row.decisions);
  return {
    ...toDocumentLine(row),
    body,
    length: body.length,
    path: above.map(({ depth: _, ...chip }) => chip),
    decisions: decisions
      .map((one) => ({ ...one, stale: Boolean(Number(one.stale)) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    source: textOf(row.source),
    properties: jsonOf(row.properties),
    ...awayIn(row),
    projectId: String(row.projectId),
    under: textOf(row.under),
    parentId: textOf(row.parentId),
    sourceHash: textOf(row.sourceHash),
  };
}

/** What the outside sees of a stored document. */
export function publicDocument({
  projectId: _,
  under: __,
  parentId: ___,
  sourceHash: ____,
  ...shown
}: StoredDocument): Document {
  return shown;
}
