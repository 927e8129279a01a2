import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import { seenInitiative } from "#lib/domain/subjects/find-subjects";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { type StoredInitiative, toInitiativeLine, toStoredInitiative } from "./initiative-row.ts";
import { initiativeLineSql, initiativeSql } from "./initiative-sql.ts";
import type { InitiativeLine } from "./schema.ts";

/** The initiative of a key or id, binned ones included. Throws `not_found`. */
export async function requireInitiative(ctx: ReadContext, ref: string): Promise<StoredInitiative> {
  const key = readSubjectKey(ref);
  const number = key?.kind === "initiative" ? key.number : null;
  if (number !== null || isId(ref)) {
    const { values, bind } = bindings(ctx.database.engine);
    const where = number === null ? `x."id" = ${bind(ref.toLowerCase())}` : `x."number" = ${bind(number)}`;
    const sql = initiativeSql(ctx, `${where}${seenInitiative(ctx)}`);
    const [row] = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
    if (row) return toStoredInitiative(row, ctx.now);
  }
  const message = `There is no initiative "${ref.slice(0, 80)}". Keys look like I-3.`;
  throw new TurboError("not_found", message, { fields: [{ path: "initiative", message }] });
}

/** An initiative that the actor may change: it spans only projects that they may see. Throws `forbidden`. */
export async function requireOwnInitiative(ctx: ReadContext, ref: string): Promise<StoredInitiative> {
  const initiative = await requireInitiative(ctx, ref);
  if (ctx.actor.projectIds !== null && initiative.spans > initiative.spanned.length) {
    throw new TurboError(
      "forbidden",
      `${initiative.key} spans projects that the key "${ctx.actor.key?.name}" may not see. Use a key without that limit.`,
    );
  }
  return initiative;
}

/** The same, without those in the bin. */
export async function requireUsableInitiative(ctx: ReadContext, ref: string): Promise<StoredInitiative> {
  const initiative = await requireOwnInitiative(ctx, ref);
  if (initiative.shelf === "binned")
    throw new TurboError("refused", `${initiative.key} is in the bin. Restore it first.`);
  return initiative;
}

/** Initiatives as lists show them, in the order of the ids, in one statement. */
export async function findInitiativeLines(ctx: ReadContext, ids: readonly string[]): Promise<InitiativeLine[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const sql = initiativeLineSql(ctx, `x."id" IN (${bindAll(ids)})`);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values);
  const lines = new Map(rows.map((row) => [String(row.id), toInitiativeLine(row, ctx.now)]));
  return ids.flatMap((id) => lines.get(id) ?? []);
}
