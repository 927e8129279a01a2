import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, type TurboError } from "#lib/core/errors";
import { seenOnly } from "./seen-only.ts";

/** Throws `not_found` naming each, six at most, where issues of several projects have this old key. */
export async function refuseSharedOldKey(ctx: ReadContext, ref: string, path: string): Promise<void> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<{ key: string }[]>(
    `SELECT p."key" || '-' || i."number" AS "key"
     FROM "IssueAlias" a JOIN "Issue" i ON i."id" = a."issueId" JOIN "Project" p ON p."id" = i."projectId"
     WHERE a."key" = ${bind(ref.trim().toUpperCase())} AND i."shelf" <> 'binned' AND p."shelf" <> 'binned'${seenOnly(ctx, "i")}
     ORDER BY a."id" LIMIT 6`,
    ...values,
  );
  const keys = rows.map(({ key }) => key);
  if (keys.length > 1) throw sharedOldKey(ref, keys, path);
}

const SEVERAL = "Several issues are called";

/** Was something refused because several issues have the old key that was given? */
export function isSharedOldKey({ message }: TurboError): boolean {
  return message.startsWith(SEVERAL);
}

/** The refusal of an old key that several issues have. */
export function sharedOldKey(ref: string, keys: readonly string[], path: string): TurboError {
  return notFound(path, `${SEVERAL} "${ref.slice(0, 80)}": ${keys.join(", ")}. Give the key.`, [...keys]);
}
