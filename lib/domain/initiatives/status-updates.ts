import { type Actor, limitOf } from "#lib/core/actor";
import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, TurboError } from "#lib/core/errors";
import { jsonOf, type Row } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { mayChangeWorkOf } from "#lib/domain/people/may-change-work-of";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { stampsIn } from "#lib/domain/shelf/stamps-in";
import { seenOf } from "#lib/domain/subjects/seen-only";
import { initiativeKey } from "./initiative-row.ts";
import { beyondCount } from "./initiative-sql.ts";
import type { StatusUpdate } from "./schema.ts";

export interface StoredStatusUpdate extends StatusUpdate {
  initiativeId: string;
  /** Is it the last word on its initiative? */
  latest: boolean;
  /** The initiative's health as it is now. */
  current: StatusUpdate["health"] | null;
  /** Does its initiative span projects that the actor may not see? */
  beyond: boolean;
  /** Key of the initiative when that lies in the bin. */
  under: string | null;
}

/** Status updates in the order of the ids, in one statement. */
export async function findStatusUpdates(ctx: ReadContext, ids: readonly string[]): Promise<StoredStatusUpdate[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT s.*, u."handle" AS "authorHandle", u."name" AS "authorName", x."number", x."health" AS "current", x."shelf" AS "under",
       COALESCE((s."createdAt", s."id") >= (SELECT n."createdAt", n."id" FROM "StatusUpdate" n
         WHERE n."initiativeId" = s."initiativeId" AND n."shelf" = 'live' ORDER BY n."createdAt" DESC, n."id" DESC LIMIT 1), 1 = 1) AS "latest",
       ${beyondCount(ctx)} AS "beyond"
     FROM "StatusUpdate" s JOIN "Initiative" x ON x."id" = s."initiativeId" LEFT JOIN "User" u ON u."id" = s."authorId"
     WHERE s."id" IN (${bindAll(ids)})${seenOf(ctx, "initiative", "x")}`,
    ...values,
  );
  return inOrderOf(ids, rows.map(toStatusUpdate));
}

/** The status update of an id, binned ones included, that the actor may change. Throws `not_found`, `refused` or `forbidden`. */
export async function requireOwnStatusUpdate(ctx: ReadContext, ref: string): Promise<StoredStatusUpdate> {
  const [found] = await findStatusUpdates(ctx, [ref.toLowerCase()]);
  if (!found) throw notFound("update", `There is no status update "${ref.slice(0, 80)}".`);
  if (found.under) throw new TurboError("refused", `${found.under} is in the bin. Restore it first.`);
  const why = whyNotOwn(ctx.actor, found);
  if (why) throw new TurboError("forbidden", why);
  return found;
}

/** Why the actor may not change a status update; null where they may. */
export function whyNotOwn(actor: Actor, { author, initiative, beyond }: StoredStatusUpdate): string | null {
  if (!mayChangeWorkOf(actor, author?.id ?? null))
    return `This update is by ${author ? `@${author.handle}` : "nobody here"}. Only its author, an owner or an admin may change it.`;
  if (!beyond) return null;
  const { who, way } = limitOf(actor);
  return `${initiative} spans projects that ${who} may not see. ${way}.`;
}

function toStatusUpdate(row: Row): StoredStatusUpdate {
  const initiative = initiativeKey(row.number);
  return {
    id: String(row.id),
    initiative,
    health: row.health as StatusUpdate["health"],
    body: String(row.body),
    author: personOf(row, "author"),
    via: jsonOf<Via | null>(row.via),
    ...stampsIn(row),
    initiativeId: String(row.initiativeId),
    beyond: Number(row.beyond) > 0,
    latest: Boolean(Number(row.latest)),
    current: row.current as StoredStatusUpdate["current"],
    under: row.under === "binned" ? initiative : null,
  };
}
