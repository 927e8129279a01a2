import type { Actor } from "#lib/core/actor";
import type { WriteContext } from "#lib/core/context";
import type { Restorable, Unrestored } from "#lib/domain/undo/reverter";
import type { Criteria } from "./criteria-sql.ts";
import { evidenceAsTold, type StoredEvidence } from "./evidence.ts";
import { whyNotOwn } from "./policy.ts";
import type { ToldEvidence } from "./schema.ts";

const toldIn = ({ elements }: Restorable, what: "add" | "remove") =>
  (elements.evidence?.[what] ?? []) as readonly ToldEvidence[];

/** Ids of the documents that evidence to be put back names, as far as they are there. */
export async function evidenceDocuments(ctx: WriteContext, rows: readonly Restorable[]): Promise<ReadonlySet<string>> {
  const ids = rows.flatMap((row) => toldIn(row, "add").flatMap(({ documentId }) => documentId ?? []));
  if (ids.length === 0) return new Set();
  const found = await ctx.db.document.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return new Set(found.map(({ id }) => id));
}

/** Ids of the evidence on an issue that undo takes away: what the undone writes added, as far as it is the actor's to take. */
export function evidenceLeaving(actor: Actor, evidence: readonly StoredEvidence[], row: Restorable): Set<string> {
  const come = new Set(toldIn(row, "remove").map(({ id }) => id));
  return new Set(evidence.filter((one) => come.has(one.id) && whyNotOwn(actor, one) === null).map(({ id }) => id));
}

/** The evidence on an issue with what came taken away and what went put back, for undo; `criteria` are as they will be. */
export function evidenceAgain(
  ctx: WriteContext,
  { key, criteria, evidence }: Criteria & { key: string },
  { row, documents, unrestored }: { row: Restorable; documents: ReadonlySet<string>; unrestored: Unrestored[] },
): StoredEvidence[] {
  const stays = (why: string) => unrestored.push({ id: row.id, field: "evidence", why: `${key}: ${why}` });
  const isThere = new Set(criteria.map(({ id }) => id));
  const come = new Set(toldIn(row, "remove").map(({ id }) => id));
  const left = evidence.filter((one) => {
    if (!isThere.has(one.criterionId)) return false;
    const why = come.has(one.id) ? whyNotOwn(ctx.actor, one) : null;
    if (why !== null) stays(why);
    return !come.has(one.id) || why !== null;
  });
  const again = toldIn(row, "add").filter(({ id, criterion, documentId, ref }) => {
    if (left.some((one) => one.id === id)) return false;
    if (!isThere.has(criterion)) return !stays("the criterion of this evidence is not there any more.");
    return documentId === undefined || documents.has(documentId) || !stays(`${ref} is not there any more.`);
  });
  return [...left, ...again.map(evidenceAsTold)];
}
