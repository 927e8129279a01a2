import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { DOCUMENT_FIELDS } from "#lib/domain/documents/fields";
import { documentSearchEntry } from "#lib/domain/documents/search-entry";
import { beginnings } from "#lib/domain/field-table";
import { documentRows } from "./document-rows.ts";
import { ensureLabels, withoutLabels } from "./ensure-labels.ts";
import { ImportDocuments, ImportedDocuments } from "./noun-schema.ts";
import { type NounTarget, numbered, takeNounNumbers } from "./noun-target.ts";
import { tellImported } from "./tell-imported.ts";
import { withoutCycles } from "./without-cycles.ts";

export const importDocuments = defineOperation({
  name: "imports.documents",
  summary: "Bring up to 100 documents from another system, each with its first revision; those there already stay.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/documents",
  input: ImportDocuments,
  output: ImportedDocuments,
  authorize: targetOfDocuments,
  async handle(ctx, { source, items }, target) {
    const { project, found, people } = target;
    const fresh = numbered(
      items.filter(({ id }) => !found.has(id)),
      target,
    );
    const existing = items.flatMap(({ id }) => {
      const known = found.get(id);
      return known ? [{ id, key: known.key }] : [];
    });
    if (fresh.length === 0) {
      ctx.unchanged();
      return { created: [], existing, leftOut: [] };
    }
    const names = fresh.flatMap(({ item }) => item.labels);
    const labels = await ensureLabels(ctx, names, target.labels);
    const rows = documentRows(fresh, { project, found, source, now: ctx.now, people, labels });
    await insertRows(ctx, [
      { table: "Document", rows: rows.map((row) => row.document) },
      { table: "DocumentLabel", rows: rows.flatMap((row) => row.labels) },
      { table: "Revision", rows: rows.map((row) => row.revision) },
    ]);
    const entries = rows.map(({ key, document }) => documentSearchEntry({ ...document, key }));
    await ctx.database.search.putMany(ctx.db, entries, { isNew: true });
    tellImported(
      ctx,
      "document",
      rows.map(({ key, document, values }) => ({ key, row: document, fields: beginnings(DOCUMENT_FIELDS, values) })),
    );
    return {
      created: rows.map(({ item, key }) => ({ id: item.id, key })),
      existing,
      leftOut: withoutLabels(
        fresh.map(({ item }) => item),
        labels,
      ),
    };
  },
});

async function targetOfDocuments(ctx: ReadContext, { project, source, items }: ImportDocuments): Promise<NounTarget> {
  const target = await takeNounNumbers(ctx, {
    noun: "document",
    project,
    source,
    items,
    others: items.flatMap(({ parent }) => parent ?? []),
    handles: items.flatMap(({ author }) => author ?? []),
    labels: items.flatMap(({ labels }) => labels),
  });
  requireTree(items, target.found);
  return target;
}

/** Refuses a parent that is neither there nor in the call, and documents that lie under themselves. */
function requireTree(items: ImportDocuments["items"], found: NounTarget["found"]): void {
  const ids = new Set(items.map(({ id }) => id));
  for (const [place, { id, parent }] of items.entries()) {
    if (parent === null || found.has(parent) || ids.has(parent)) continue;
    throw invalidField(
      `items.${place}.parent`,
      `${parent}, which ${id} lies under, was never imported. Bring it first.`,
    );
  }
  const edges = items.flatMap(({ id, parent }) => (parent === null ? [] : [[id, parent] as const]));
  const [circle] = withoutCycles(edges).refused;
  if (circle) throw invalidField("items", `${circle.cycle.join(" lies under ")}. Leave one of these parents out.`);
}
