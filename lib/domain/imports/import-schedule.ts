import { boundRows, selectRows } from "#lib/core/json-rows";
import { defineOperation } from "#lib/core/operation";
import { ImportedSchedule, ImportSchedule } from "./noun-schema.ts";
import { findNouns } from "./noun-target.ts";
import { findTarget } from "./queries.ts";

export const importSchedule = defineOperation({
  name: "imports.schedule",
  summary: "Give imported issues their imported milestones; an issue that has one keeps it.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/schedule",
  input: ImportSchedule,
  output: ImportedSchedule,
  async authorize(ctx, { project, source, items }) {
    const unnumbered = (ids: readonly string[]) => [...new Set(ids)].map((id) => ({ id, number: null }));
    const target = { project, source };
    const { found: issues, project: home } = await findTarget(ctx, {
      ...target,
      items: unnumbered(items.map(({ id }) => id)),
    });
    const wanted = unnumbered(items.map(({ milestone }) => milestone));
    const { found: milestones } = await findNouns(ctx, { ...target, noun: "milestone", items: wanted });
    return { issues, milestones, home };
  },
  async handle(ctx, { items }, { issues, milestones, home }) {
    const wanted = new Map<string, { id: string; key: string; milestone: { id: string; key: string } }>();
    for (const item of items) {
      const [issue, milestone] = [issues.get(item.id), milestones.get(item.milestone)];
      if (issue && milestone && !wanted.has(issue.id)) wanted.set(issue.id, { ...issue, milestone });
    }
    const { engine } = ctx.database;
    const rows = selectRows(engine, "Issue", ["id", "milestoneId"], engine === "postgres" ? "$1" : "?");
    const bound = boundRows(
      engine,
      [...wanted.values()].map(({ id, milestone }) => ({ id, milestoneId: milestone.id })),
    );
    // COALESCE: by the column itself SQLite would go through every issue without a milestone.
    const written =
      wanted.size === 0
        ? []
        : await ctx.db.$queryRawUnsafe<{ id: string }[]>(
            `UPDATE "Issue" SET "milestoneId" = r."milestoneId", "version" = "version" + 1 FROM (${rows}) AS r
             WHERE "Issue"."id" = r."id" AND COALESCE("Issue"."milestoneId", '') = '' RETURNING "Issue"."id"`,
            bound,
          );
    if (written.length === 0) ctx.unchanged();
    for (const { id } of written) {
      const issue = wanted.get(id);
      if (!issue) continue;
      ctx.changed({
        kind: "issue",
        id,
        key: issue.key,
        projectId: home.id,
        fields: { milestone: [null, issue.milestone.key] },
        about: [
          { kind: "issue", id },
          { kind: "milestone", id: issue.milestone.id },
        ],
        apart: true,
      });
    }
    return {
      scheduled: written.length,
      missing: items
        .filter(({ id, milestone }) => !issues.has(id) || !milestones.has(milestone))
        .map(({ id, milestone }) => ({ id, other: issues.has(id) ? milestone : id })),
    };
  },
});
