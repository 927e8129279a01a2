import { addDays } from "#lib/core/calendar";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { invalidField } from "#lib/core/errors";
import { anyone, defineOperation } from "#lib/core/operation";
import { findInitiativeLines } from "#lib/domain/initiatives/queries";
import { findMilestoneLines } from "#lib/domain/milestones/queries";
import { requireProjectIds } from "#lib/domain/projects/queries";
import { Timeline, TimelineFilter, type TimelineItem } from "./schema.ts";
import { timelineSql } from "./timeline-sql.ts";

/** Days back and ahead that are shown where no window is named. */
const BACK = 182;
const AHEAD = 365;

export const listTimeline = defineOperation({
  name: "timeline.list",
  summary: "List initiatives and milestones with a date in a window, by their end.",
  access: "read",
  reach: "projects",
  rest: "GET /timeline",
  input: TimelineFilter,
  output: Timeline,
  authorize: anyone,
  async handle(ctx, filter) {
    const { today } = ctx;
    const from = filter.from ?? addDays(today, -BACK);
    const to = filter.to ?? addDays(today, AHEAD);
    if (to < from) throw invalidField("to", `Lies before the first day, ${from}. Choose a later date.`);
    const { sql, values } = timelineSql(ctx, {
      from,
      to,
      projects: filter.project?.length ? await requireProjectIds(ctx, filter.project) : null,
      after: readCursor("timeline", filter.cursor, ["end", "id"]),
      limit: filter.limit,
    });
    const rows = await ctx.db.$queryRawUnsafe<{ kind: TimelineItem["kind"]; id: string; end: string }[]>(
      sql,
      ...values,
    );
    const shown = rows.slice(0, filter.limit);
    const ids = (kind: TimelineItem["kind"]) => shown.filter((row) => row.kind === kind).map((row) => row.id);
    const initiatives = new Map((await findInitiativeLines(ctx, ids("initiative"))).map((line) => [line.id, line]));
    const milestones = new Map((await findMilestoneLines(ctx, ids("milestone"))).map((line) => [line.id, line]));
    const last = shown.at(-1);
    return {
      from,
      to,
      items: shown.flatMap(({ id }): TimelineItem[] => {
        const [initiative, milestone] = [initiatives.get(id), milestones.get(id)];
        if (initiative) return [{ kind: "initiative", initiative }];
        return milestone ? [{ kind: "milestone", milestone }] : [];
      }),
      nextCursor: writeCursor("timeline", rows.length > filter.limit && last ? [last.end, last.id] : null),
    };
  },
});
