import { limitOf } from "#lib/core/actor";
import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, refusedField, TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import { requireInUse, requireProjectInUse } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { isItem, namesIn, withNames } from "./item-refs.ts";
import { type StoredItem, type StoredProposal, toProposalLine, toStoredProposal } from "./proposal-row.ts";
import type { Payload, ProposalLine } from "./schema.ts";

/** The proposal of a key or id, binned ones included. Throws `not_found`. */
export async function requireProposal(ctx: ReadContext, ref: string): Promise<StoredProposal> {
  const key = readSubjectKey(ref);
  const named = key?.kind === "proposal" ? key : null;
  if (named || isId(ref)) {
    const [row] = await readRows(ctx, (bind) =>
      named
        ? `p."key" = ${bind(String(named.project))} AND x."number" = ${bind(named.number)}`
        : `x."id" = ${bind(ref.toLowerCase())}`,
    );
    if (row) return toStoredProposal(row, (await findItems(ctx, [String(row.id)])).get(String(row.id)) ?? []);
  }
  throw notFound("proposal", `There is no proposal "${ref.slice(0, 80)}". Keys look like TURBO-P3.`);
}

/** One that can be changed: neither it nor its project is in the bin. */
export async function requireUsableProposal(ctx: ReadContext, ref: string): Promise<StoredProposal> {
  return requireInUse(await requireProposal(ctx, ref));
}

/** One to put into the bin or take out of it: its project is in use. */
export async function requireShelvedProposal(ctx: ReadContext, ref: string): Promise<StoredProposal> {
  return requireProjectInUse(await requireProposal(ctx, ref));
}

/** Proposals with their items, in no order; those that the actor may not see are left out. */
export async function findProposals(ctx: ReadContext, ids: readonly string[]): Promise<StoredProposal[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(ctx, (_, bindAll) => `x."id" IN (${bindAll(ids)})`);
  const items = await findItems(ctx, ids);
  return rows.map((row) => toStoredProposal(row, items.get(String(row.id)) ?? []));
}

/** Proposals as lists show them, in the order of the ids, in one statement. */
export async function findProposalLines(ctx: ReadContext, ids: readonly string[]): Promise<ProposalLine[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(ctx, (_, bindAll) => `x."id" IN (${bindAll(ids)})`);
  return inOrderOf(ids, rows.map(toProposalLine));
}

async function readRows(
  ctx: ReadContext,
  where: (bind: (value: Bound) => string, bindAll: (values: readonly Bound[]) => string) => string,
): Promise<Row[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const count = (state: string) =>
    `(SELECT count(*) FROM "ProposalItem" i WHERE i."proposalId" = x."id" AND i."state" = '${state}') AS "${state}"`;
  return ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT x.*, CAST(x."shelf" AS TEXT) AS "shelf", p."key" AS "project", CASE WHEN p."shelf" = 'binned' THEN p."key" END AS "under",
       u."handle" AS "creatorHandle", u."name" AS "creatorName", ${count("pending")}, ${count("accepted")}, ${count("rejected")}
     FROM "Proposal" x JOIN "Project" p ON p."id" = x."projectId" LEFT JOIN "User" u ON u."id" = x."creatorId"
     WHERE ${where(bind, bindAll)}${seenOnly(ctx, "x")}`,
    ...values,
  );
}

/** The items of proposals, in their order; without what they name and the actor may not see. */
async function findItems(ctx: ReadContext, proposalIds: readonly string[]): Promise<Map<string, StoredItem[]>> {
  const rows = await ctx.db.proposalItem.findMany({
    where: { proposalId: { in: [...proposalIds] } },
    orderBy: [{ proposalId: "asc" }, { number: "asc" }],
  });
  const items = rows.map(({ payload, ...row }) => ({ ...row, payload: payload as Payload }));
  const seen = await seenNames(ctx, items);
  const found = new Map<string, StoredItem[]>(proposalIds.map((id) => [id, []]));
  for (const { proposalId, ...item } of items) {
    const left = seen && withNames(item, ({ ref, may }) => ((may && isItem(ref)) || seen.has(ref) ? ref : null));
    const hidden =
      left !== null && JSON.stringify(namesIn({ ...item, payload: left })) !== JSON.stringify(namesIn(item));
    found.get(proposalId)?.push({ ...item, payload: hidden && left ? left : item.payload, hidden });
  }
  return found;
}

/** What items name that exists already and the actor may see; null for who sees everything. */
async function seenNames(
  ctx: ReadContext,
  items: readonly Pick<StoredItem, "make" | "payload">[],
): Promise<ReadonlySet<string> | null> {
  if (ctx.actor.projectIds === null) return null;
  const refs = items.flatMap((item) => namesIn(item)).flatMap(({ ref, may }) => (may && isItem(ref) ? [] : [ref]));
  return refs.length === 0 ? new Set() : new Set((await findSubjects(ctx, [...new Set(refs)])).keys());
}

/** The items of these numbers, or with `all` those that are pending. Throws `invalid` for a number that is not there. */
export function requireItemsNamed(
  { key, items }: StoredProposal,
  { items: numbers = [], all = false }: { items?: readonly number[] | undefined; all?: boolean | undefined },
): StoredItem[] {
  if (all === numbers.length > 0)
    throw refusedField("items", "Say which items by their numbers, or send all: true for all that are pending.");
  if (all) return items.filter(({ state }) => state === "pending");
  return numbers.map((number) => requireItem({ key, items }, number, "items"));
}

export function requireItem({ key, items }: Pick<StoredProposal, "key" | "items">, number: number, path: string) {
  const found = items.find((item) => item.number === number);
  if (found) return found;
  throw notFound(path, `${key} has no item ${number}; it has ${items.length}.`);
}

/** Refuses to write an item of which the actor sees only a part. */
export function requireSeen({ actor }: ReadContext, items: readonly StoredItem[]): void {
  const hidden = items.find((item) => item.hidden);
  if (!hidden) return;
  const { who, way } = limitOf(actor);
  throw new TurboError(
    "forbidden",
    `Item ${hidden.number} names something of a project that ${who} may not see. ${way}.`,
  );
}
