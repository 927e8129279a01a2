import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { KINDS, type Kind } from "#lib/domain/kinds";

/** The id of the project that a row `x` of a kind belongs to; null for what belongs to the workspace. */
export const PROJECT_OF: Readonly<Record<Kind, string | null>> = {
  project: `x."id"`,
  issue: `x."projectId"`,
  milestone: `x."projectId"`,
  decision: `x."projectId"`,
  document: `x."projectId"`,
  proposal: `x."projectId"`,
  comment: `x."projectId"`,
  attachment: `x."projectId"`,
  worklog: `(SELECT i."projectId" FROM "Issue" i WHERE i."id" = x."issueId")`,
  question: `(SELECT i."projectId" FROM "Issue" i WHERE i."id" = x."issueId")`,
  label: null,
  initiative: null,
  status_update: null,
};
const isKind = (kind: string): kind is Kind => Object.hasOwn(KINDS, kind);

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
  const kinds = [...new Set(rows.map((row) => row.kind))].filter(isKind).sort();
  const parts = kinds.flatMap((kind) => {
    const project = PROJECT_OF[kind];
    if (!postgres && !project) return [];
    const ids = [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.id))];
    return { from: `"${KINDS[kind].table}" x`, project, ids };
  });
  const found = postgres ? await eachHeld(ctx, parts) : await together(ctx, parts);
  return new Map(found.flatMap(({ id, under }) => (under === null ? [] : [[id, under]])));
}

interface Part {
  from: string;
  project: string | null;
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
