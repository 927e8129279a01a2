import type { ReadContext } from "#lib/core/context";
import { isId } from "#lib/core/ids";
import { KINDS, type SubjectKind } from "#lib/domain/kinds";

/**
 * The condition, to be added to others, that the row `alias` lies in a project that the actor may see; empty where
 * every project may be seen. What is linked from elsewhere does not exist for a key that is limited to some projects.
 */
export function seenOnly(ctx: ReadContext, alias: string): string {
  const projects = ctx.actor.projectIds?.filter(isId);
  if (!projects) return "";
  return projects.length === 0
    ? " AND 1 = 0"
    : ` AND ${alias}."projectId" IN (${projects.map((id) => `'${id}'`).join(", ")})`;
}

/** The condition, to be added to others, that the actor may see a thing: what is the whole workspace's is everybody's. */
export function seenOf(ctx: ReadContext, kind: SubjectKind, own: string): string {
  if (kind === "initiative") return spansSeen(ctx, own);
  const seen = seenOnly(ctx, own);
  if (kind === "project") return seen.replace('"projectId"', '"id"');
  const either = KINDS[kind].key.counted === "either" && seen !== "";
  return either ? ` AND (${own}."projectId" IS NULL OR (${seen.replace(" AND ", "")}))` : seen;
}

/** A key that is limited to some projects sees the initiatives that one of them takes part in. */
function spansSeen(ctx: ReadContext, own: string): string {
  const seen = seenOnly(ctx, "ip");
  return seen === ""
    ? ""
    : ` AND EXISTS (SELECT 1 FROM "InitiativeProject" ip WHERE ip."initiativeId" = ${own}."id"${seen})`;
}
