import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";

/** Where rows of a kind stand, as `x`, and the id of their project; null for what belongs to the workspace. */
const TABLES: Readonly<Record<string, [from: string, project: string | null]>> = {
  project: [`"Project" x`, `x."id"`],
  issue: [`"Issue" x`, `x."projectId"`],
  milestone: [`"Milestone" x`, `x."projectId"`],
  decision: [`"Decision" x`, `x."projectId"`],
  document: [`"Document" x`, `x."projectId"`],
  comment: [`"Comment" x`, `x."projectId"`],
  attachment: [`"Attachment" x`, `x."projectId"`],
  worklog: [`"WorkLog" x JOIN "Issue" i ON i."id" = x."issueId"`, `i."projectId"`],
  label: [`"Label" x`, null],
  initiative: [`"Initiative" x`, null],
  status_update: [`"StatusUpdate" x`, null],
};

interface Found {
  id: string;
  under: string | null;
}

/**
 * Keeps others from changing these rows until the transaction ends, so that what the events say of them is the last word.
 * SQLite has one writer anyway. Answers the keys of projects in the bin that they belong to, by the id of the row.
 */
export async function holdRows(
  ctx: WriteContext,
  rows: readonly { kind: string; id: string }[],
): Promise<Map<string, string>> {
  const postgres = ctx.database.engine === "postgres";
  const parts = [...new Set(rows.map((row) => row.kind))].sort().flatMap((kind) => {
    const [from, project] = TABLES[kind] ?? [];
    if (!from || (!postgres && !project)) return [];
    const ids = [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.id))];
    return { from, project, ids };
  });
  const found = postgres ? await eachHeld(ctx, parts) : await together(ctx, parts);
  return new Map(found.flatMap(({ id, under }) => (under === null ? [] : [[id, under]])));
}

interface Part {
  from: string;
  project: string | null | undefined;
  ids: string[];
}

async function eachHeld(ctx: WriteContext, parts: readonly Part[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const { from, project, ids } of parts) {
    const [under, join] = project ? [UNDER, `LEFT JOIN "Project" p ON p."id" = ${project}`] : ["NULL", ""];
    const held = await ctx.db.$queryRawUnsafe<Found[]>(
      `SELECT x."id", ${under} AS "under" FROM ${from} ${join}
       WHERE x."id" = ANY($1::text[]) ORDER BY x."id" FOR NO KEY UPDATE OF x`,
      ids,
    );
    found.push(...held);
  }
  return found;
}

const UNDER = `CASE WHEN p."shelf" = 'binned' THEN p."key" END`;

async function together(ctx: WriteContext, parts: readonly Part[]): Promise<Found[]> {
  if (parts.length === 0) return [];
  const { values, bind } = bindings(ctx.database.engine);
  const selects = parts.map(({ from, project, ids }) => {
    const own = among(ctx.database.engine, `x."id"`, bind(JSON.stringify(ids)));
    return `SELECT x."id", ${UNDER} AS "under" FROM ${from} JOIN "Project" p ON p."id" = ${project} WHERE p."shelf" = 'binned' AND ${own}`;
  });
  return ctx.db.$queryRawUnsafe<Found[]>(selects.join(" UNION ALL "), ...values);
}
