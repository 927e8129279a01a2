import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { LongText } from "#lib/core/long-text";
import { beginnings, columnsOf, pointerTo } from "#lib/domain/field-table";
import { rankOfNumber } from "#lib/domain/issues/rank";
import type { LabelSlot } from "#lib/domain/labels/queries";
import type { Person } from "#lib/domain/people/schema";
import type { ProjectSlot } from "#lib/domain/projects/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { FRESH_STAMPS } from "#lib/domain/shelf/stamps-in";
import { claimNumber } from "#lib/domain/subjects/claim-number";
import { swapJoins } from "#lib/domain/subjects/swap-joins";
import { documentKey, type StoredDocument } from "./document-row.ts";
import { DOCUMENT_FIELDS, DOCUMENT_KEPT, type DocumentKind, type DocumentStatus } from "./fields.ts";
import type { Parent } from "./require-parent.ts";
import { insertRevisions } from "./revisions.ts";
import { documentSearchEntry } from "./search-entry.ts";

interface Draft {
  project: ProjectSlot;
  title: string;
  body: string;
  kind: DocumentKind;
  status: DocumentStatus;
  labels: readonly LabelSlot[];
  parent: Parent | null;
  note?: string;
  author?: Person;
  source?: string | null;
  sourceHash?: string | null;
  properties?: Record<string, string | number | boolean | null | object>;
}

/** Writes a new document with its first revision, search entry and references, and says so. */
export async function insertDocument(ctx: WriteContext, draft: Draft): Promise<StoredDocument> {
  const { project, title, body, kind, status, labels, parent, note = "", author = ctx.actor.user } = draft;
  const { source = null, sourceHash = null, properties = {} } = draft;
  const number = await claimNumber(ctx, project.id, "lastDocumentNumber");
  const id = newId();
  const key = documentKey(project.key, number);
  const text = new LongText(body);
  const place = { parent: pointerTo(parent?.chip), rank: rankOfNumber(number) };
  const values = { title, body, kind, status, labels: labels.map((label) => label.name), source, properties, ...place };
  const own = {
    id,
    projectId: project.id,
    kind,
    status,
    source,
    sourceHash,
    rank: place.rank,
    parentId: place.parent.id,
  };
  const row = { id, createdAt: ctx.now, updatedAt: ctx.now, projectId: project.id, number, sourceHash };
  const made = { ...row, ...columnsOf(DOCUMENT_KEPT, values), authorId: author.id };
  await insertRows(ctx, [{ table: "Document", rows: [made] }]);
  await swapJoins(ctx, "DocumentLabel", id, { added: labels.map((label) => label.id) });
  await insertRevisions(ctx, [{ documentId: id, number: 1, title, body: text, note }]);
  const entry = documentSearchEntry({ id, projectId: project.id, key, title, body });
  await saveReferences(ctx, { kind: "document", id }, [title, body], { isNew: true, entry });
  ctx.changed({
    kind: "document",
    id,
    key,
    projectId: project.id,
    fields: { ...beginnings(DOCUMENT_FIELDS, values), source: [null, source] },
  });
  return {
    ...FRESH_STAMPS,
    ...own,
    under: null,
    key,
    project: project.key,
    title,
    body,
    length: body.length,
    author,
    labels: labels.map(({ name, colour }) => ({ name, colour })),
    parent: parent?.chip.key ?? null,
    path: parent?.path ?? [],
    properties,
    hasChildren: false,
    stale: false,
    decisions: [],
    revision: 1,
    createdAt: ctx.now.toISOString(),
    updatedAt: ctx.now.toISOString(),
  };
}
