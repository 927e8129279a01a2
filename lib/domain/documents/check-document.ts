import { defineOperation } from "#lib/core/operation";
import { findingsIn } from "./findings.ts";
import { requireDocument } from "./queries.ts";
import { Checked, DocumentCheck } from "./schema.ts";

export const checkDocument = defineOperation({
  name: "documents.check",
  summary: "Check a document against what is so: keys, decisions, statuses and dates that it states, links, secrets.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/:document/check",
  input: DocumentCheck,
  output: Checked,
  authorize: (ctx, { document }) => requireDocument(ctx, document),
  async handle(ctx, asked, { key, version, body, kind, status, shelf }) {
    const isOver = status === "archived" || shelf !== "live";
    return { document: key, version, ...(await findingsIn(ctx, body, { ...asked, kind, isOver })) };
  },
});
