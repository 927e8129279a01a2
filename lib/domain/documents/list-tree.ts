import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { listPageBy } from "#lib/domain/lists/list-page";
import { requireProject } from "#lib/domain/projects/queries";
import { findDocumentPage, requireDocumentSlot } from "./queries.ts";
import { DocumentLine, TreeInput } from "./schema.ts";

export const listTree = defineOperation({
  name: "documents.tree",
  summary: "List what lies right under a document, or at the top level of a project, in its order.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/tree",
  input: TreeInput,
  output: pageOf(DocumentLine),
  authorize: branch,
  handle(ctx, asked, { projectId, parentId }) {
    const list = {
      name: `tree:${parentId ?? projectId}`,
      table: "Document",
      where: [
        { column: "shelf", is: "live" },
        { column: "projectId", is: projectId },
        parentId === null ? { column: "parentId", isNull: true, leads: true } : { column: "parentId", is: parentId },
      ],
      order: ["rank", "id"],
      descending: false,
    };
    return listPageBy(ctx, list, asked, (query) => findDocumentPage(ctx, query));
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
