import { defineOperation } from "#lib/core/operation";
import { requireDocumentSlot } from "./queries.ts";
import { requireRevisions } from "./revisions.ts";
import { RevisionRef, RevisionText } from "./schema.ts";

export const getRevision = defineOperation({
  name: "documents.get_revision",
  summary: "Read a document as it was at one revision.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/:document/revisions/:revision",
  input: RevisionRef,
  output: RevisionText,
  authorize: (ctx, { document }) => requireDocumentSlot(ctx, document),
  async handle(ctx, { revision }, document) {
    const [found] = await requireRevisions(ctx, document, { revision });
    if (!found) throw new Error("unreachable: the revision was required");
    return found;
  },
});
