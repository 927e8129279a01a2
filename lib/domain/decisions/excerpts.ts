import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { jsonOf, type Row } from "#lib/core/row-value";

/** What was decided and what was not, each text only as far as it was asked for. */
export interface DecisionExcerpt {
  outcome: string;
  chosen: string | null;
  rejected: { name: string; why: string }[];
  /** There is more of a text than is here. */
  cut: boolean;
}

/** Of an option: its reason against it, or else the first point against it. */
const MOST_WHY = 400;

/** The beginnings of decisions' texts, by id, in one statement that leaves the rest where it is. */
export async function findExcerpts(
  ctx: ReadContext,
  ids: readonly string[],
  most: number,
): Promise<Map<string, DecisionExcerpt>> {
  if (ids.length === 0) return new Map();
  const { values, bindAll } = bindings(ctx.database.engine);
  const postgres = ctx.database.engine === "postgres";
  const field = (name: string) => (postgres ? `o.value->>'${name}'` : `json_extract(o.value, '$.${name}')`);
  const firstCon = postgres ? `o.value->'cons'->>0` : `json_extract(o.value, '$.cons[0]')`;
  const why = `COALESCE(NULLIF(${field("whyNot")}, ''), ${firstCon}, '')`;
  const { object, list } = jsonSql(ctx);
  const option = object({ name: field("name"), why: `substr(${why}, 1, ${MOST_WHY})`, chosen: field("chosen") });
  const each = postgres ? `jsonb_array_elements(CAST(d."options" AS JSONB))` : `json_each(d."options")`;
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT d."id", substr(d."outcome", 1, ${most}) AS "outcome", length(d."outcome") AS "length",
       ${list(option, `FROM ${each} o${postgres ? "(value)" : ""}`)} AS "options"
     FROM "Decision" d WHERE d."id" IN (${bindAll(ids)})`,
    ...values,
  );
  return new Map(rows.map((row) => [String(row.id), excerptOf(row, most)]));
}

function excerptOf(row: Row, most: number): DecisionExcerpt {
  const options = jsonOf<{ name: string; why: string; chosen: unknown }[]>(row.options);
  const isChosen = ({ chosen }: { chosen: unknown }) => chosen === true || chosen === 1 || chosen === "true";
  const chosen = options.find(isChosen)?.name ?? null;
  // Where none is marked as chosen, an option without a reason against it may be the one that was taken.
  const rejected = options.filter((option) => !isChosen(option) && (chosen !== null || option.why !== ""));
  return {
    outcome: String(row.outcome),
    chosen,
    rejected: rejected.map(({ name, why }) => ({ name, why })),
    cut: Number(row.length) > most,
  };
}
