import { defineOperation } from "#lib/core/operation";
import { lineHunks } from "./line-hunks.ts";
import { requireDocumentSlot } from "./queries.ts";
import { requireRevisions } from "./revisions.ts";
import { Diff, DiffInput } from "./schema.ts";

export const diffRevisions = defineOperation({
  name: "documents.diff",
  summary: "Show what differs between two revisions of a document, line by line.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/:document/diff",
  input: DiffInput,
  output: Diff,
  authorize: (ctx, { document }) => requireDocumentSlot(ctx, document),
  async handle(ctx, input, document) {
    const [from, to] = await requireRevisions(ctx, document, { from: input.from, to: input.to });
    if (!from || !to) throw new Error("unreachable: the revisions were required");
    const hunks = lineHunks(from.body, to.body);
    const count = (sign: string) =>
      hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.startsWith(sign)).length, 0);
    return { from, to, hunks, added: count("+"), removed: count("-") };
  },
});
