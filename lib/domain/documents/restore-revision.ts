import { requireVersion } from "#lib/core/conflict";
import { defineOperation } from "#lib/core/operation";
import { publicDocument } from "./document-row.ts";
import { requireUsableDocument } from "./queries.ts";
import { requireRevisions } from "./revisions.ts";
import { saveDocument } from "./save-document.ts";
import { Document, RestoreRevision } from "./schema.ts";

export const restoreRevision = defineOperation({
  name: "documents.restore_revision",
  summary: "Give a document the title and text of an earlier revision again, as a new revision.",
  access: "write",
  reach: "projects",
  rest: "POST /documents/:document/revisions/:revision/restore",
  input: RestoreRevision,
  output: Document,
  authorize: (ctx, { document }) => requireUsableDocument(ctx, document),
  async handle(ctx, { revision, note, version }, before) {
    requireVersion(before.key, version, publicDocument(before));
    const [old] = await requireRevisions(ctx, before, { revision });
    if (!old) throw new Error("unreachable: the revision was required");
    const after = { ...before, title: old.title, body: old.body };
    const said = note || `Restored revision ${revision}`;
    return publicDocument(await saveDocument(ctx, before, after, { note: said }));
  },
});
