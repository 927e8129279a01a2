import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
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
    const list = `projects:${filter.sort}`;
    const after = readCursor(list, filter.cursor, order);
    const descending = filter.sort.startsWith("-");
    const page = await ctx.database.keyset(ctx.db, {
      table: "Project",
      where,
      order,
      descending,
      after,
      limit: filter.limit,
    });
    const rows = await ctx.db.project.findMany({ where: { id: { in: page.ids } } });
    const counts = filter.counts ? await countIssues(ctx, page.ids) : null;
    const byId = new Map(rows.map((row) => [row.id, { ...row, ...counts?.(row.id) }]));
    return {
      items: page.ids.flatMap((id) => byId.get(id) ?? []),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Project", where }) } : {}),
    };
  },
});
