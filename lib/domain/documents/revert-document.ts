import type { Change, WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { LongText } from "#lib/core/long-text";
import { columnsOf, differences } from "#lib/domain/field-table";
import { stampsKept } from "#lib/domain/shelf/move-shelf";
import type { Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { StoredDocument } from "./document-row.ts";
import { DOCUMENT_KEPT } from "./fields.ts";
import { findDocuments } from "./queries.ts";
import { revertDocumentLabels } from "./revert-document-labels.ts";
import { placed } from "./revert-place.ts";
import { insertRevisions } from "./revisions.ts";
import { valuesOf } from "./save-document.ts";
import { documentSearchEntry } from "./search-entry.ts";

interface Pair {
  was: StoredDocument;
  is: StoredDocument;
}

/** Puts documents back; an old text is a new revision. */
export const revertDocument: Reverter = {
  kind: "document",
  async restore(ctx, rows, past) {
    const found = await findDocuments(ctx, idsOf(rows));
    const unrestored: Unrestored[] = [];
    const there = rows.flatMap((row) => {
      const was = found.find((document) => document.id === row.id);
      if (was) return { row, was };
      unrestored.push({ id: row.id, field: null, why: "This document is gone." });
      return [];
    });
    const wanted = there.map(({ row, was }) => ({ was, is: nextDocument(was, row) }));
    const pairs = await placed(ctx, wanted, unrestored);
    const labels = await revertDocumentLabels(
      ctx,
      there.map(({ row, was }) => ({ ...was, elements: row.elements.labels })),
      { past, unrestored },
    );
    for (const { is } of pairs) is.labels = labels.get(is.id) ?? is.labels;
    const changed = pairs.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
    await save(ctx, changed);
    return { changes: changed.map(changeOf), unrestored };
  },
};

const VALUES = ["title", "body", "kind", "status", "parent", "rank", "source", "properties", "shelf"] as const;

function nextDocument(was: StoredDocument, { values }: Restorable): StoredDocument {
  const own = VALUES.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]));
  return { ...was, ...Object.fromEntries(own) };
}

const rewritten = ({ was, is }: Pair) => was.title !== is.title || was.body !== is.body;

async function save(ctx: WriteContext, pairs: readonly Pair[]): Promise<void> {
  const texts = pairs.filter(rewritten);
  const withTexts = texts.length > 0;
  await updateRows(
    ctx,
    "Document",
    pairs.map((pair) => {
      const { id, version, revision, shelf } = pair.is;
      const { title, titleFold, body, ...columns } = columnsOf(DOCUMENT_KEPT, valuesOf(pair.is));
      // What went together comes back together, so when it went stays.
      const stand = stampsKept(ctx, pair.was, shelf);
      // Texts are sent only where one of them differs.
      const text = { title, titleFold, body, lastRevision: revision + (rewritten(pair) ? 1 : 0) };
      return { id, version, ...columns, ...stand, ...(withTexts ? text : {}) };
    }),
  );
  if (withTexts) {
    await insertRevisions(
      ctx,
      texts.map(({ is: { id, title, body, revision } }) => {
        return { documentId: id, number: revision + 1, title, body: new LongText(body), note: "Undone" };
      }),
    );
  }
  await saveWords(ctx, pairs, {
    kind: "document",
    texts: ({ title, body }) => [title, body],
    entry: documentSearchEntry,
  });
}

function changeOf(pair: Pair): Change {
  const { was, is } = pair;
  return {
    kind: "document",
    id: is.id,
    key: is.key,
    projectId: is.projectId,
    fields: {
      ...differences(DOCUMENT_KEPT, valuesOf(was), valuesOf(is)),
      shelf: [was.shelf, is.shelf],
      ...(rewritten(pair) ? { revision: [was.revision, was.revision + 1] } : {}),
    },
  };
}
