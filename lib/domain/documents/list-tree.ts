import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { invalidField } from "#lib/core/errors";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireProject } from "#lib/domain/projects/queries";
import { findDocumentPage, requireDocumentSlot } from "./queries.ts";
import { DocumentLine, TreeInput } from "./schema.ts";

const ORDER = ["rank", "id"];

export const listTree = defineOperation({
  name: "documents.tree",
  summary: "List what lies right under a document, or at the top level of a project, in its order.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/tree",
  input: TreeInput,
  output: pageOf(DocumentLine),
  authorize: branch,
  async handle(ctx, { cursor, limit }, { projectId, parentId }) {
    const list = `tree:${parentId ?? projectId}`;
    const after = readCursor(list, cursor, ORDER);
    const { items, next } = await findDocumentPage(ctx, {
      where: [
        { column: "shelf", is: "live" },
        { column: "projectId", is: projectId },
        parentId === null ? { column: "parentId", isNull: true, leads: true } : { column: "parentId", is: parentId },
      ],
      order: ORDER,
      descending: false,
      after,
      limit,
    });
    return { items, nextCursor: writeCursor(list, next) };
  },
});

async function branch(
  ctx: ReadContext,
  { project, parent }: { project?: string | undefined; parent?: string | undefined },
): Promise<{ projectId: string; parentId: string | null }> {
  if (parent !== undefined) {
    const { id, projectId } = await requireDocumentSlot(ctx, parent, "parent");
    return { projectId, parentId: id };
  }
  if (project === undefined) throw invalidField("project", "Give project for its top level, or parent.");
  return { projectId: (await requireProject(ctx, project)).id, parentId: null };
}
