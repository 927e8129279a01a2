import type { WriteContext } from "#lib/core/context";

type Join = {
  IssueLabel: "issueId" | "labelId";
  ProjectLabel: "projectId" | "labelId";
  ProjectMember: "projectId" | "userId";
  DocumentLabel: "documentId" | "labelId";
  InitiativeProject: "initiativeId" | "projectId";
};

/** Takes rows of a table that joins two others away, in one statement. */
export async function removeJoins<Table extends keyof Join>(
  ctx: WriteContext,
  table: Table,
  pairs: readonly Record<Join[Table], string>[],
): Promise<void> {
  const [first] = pairs;
  if (!first) return;
  const columns = Object.keys(first) as Join[Table][];
  const postgres = ctx.database.engine === "postgres";
  const picked = columns
    .map((name) => (postgres ? `value ->> '${name}'` : `json_extract(value, '$.${name}')`))
    .join(", ");
  const list = postgres ? `jsonb_array_elements($1::jsonb)` : `json_each(?)`;
  await ctx.db.$executeRawUnsafe(
    `DELETE FROM "${table}" WHERE (${columns.map((name) => `"${name}"`).join(", ")}) IN (SELECT ${picked} FROM ${list})`,
    JSON.stringify(pairs),
  );
}
