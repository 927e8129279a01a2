import { pageOf } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { countIssues } from "./counts.ts";
import { ProjectFilter, ProjectItem } from "./schema.ts";

export const listProjects = defineOperation({
  name: "projects.list",
  summary: "List projects.",
  access: "read",
  reach: "projects",
  rest: "GET /projects",
  input: ProjectFilter,
  output: pageOf(ProjectItem),
  authorize: anyone,
  async handle(ctx, filter) {
    const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
    if (ctx.actor.projectIds) where.push({ column: "id", in: ctx.actor.projectIds });
    if (filter.status) where.push({ column: "status", in: filter.status });
    if (filter.text) where.push({ columns: ["nameFold", "key"], contains: fold(filter.text) });
    const order = filter.sort === "name" ? ["nameFold", "id"] : ["updatedAt", "id"];
    const descending = filter.sort.startsWith("-");
    const list = { name: `projects:${filter.sort}`, table: "Project", where, order, descending };
    return listPage(ctx, list, filter, async (ids) => {
      const rows = await ctx.db.project.findMany({ where: { id: { in: ids } } });
      const counts = filter.counts ? await countIssues(ctx, ids) : null;
      return rows.map((row) => ({ ...row, ...counts?.(row.id) }));
    });
  },
});
