import { among, bindings } from "#lib/core/bindings";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import { reach } from "#lib/domain/imports/reach";
import { type Edge, withoutCycles } from "#lib/domain/imports/without-cycles";
import type { Restorable, Unrestored } from "#lib/domain/undo/reverter";
import { linkedKey } from "./linked-key.ts";
import type { Named } from "./reverted-names.ts";
import type { LinkKind } from "./schema.ts";

/** A link that came or went: the issue that tells it, the other end, and what is told. */
interface RevertedLink {
  id: string;
  other: string;
  fields: FieldChanges;
}

const REVERSED: Partial<Record<LinkKind, string>> = {
  blocked_by: "blocks",
  duplicated_by: "duplicates",
  led_to: "discovered_from",
};

interface Wanted {
  row: string;
  other: string;
  told: { kind: LinkKind; issue: string };
  kind: string;
  fromId: string;
  toId: string;
}

/** Links issues again and unlinks others; answers each link that came or went. */
export async function revertLinks(
  ctx: WriteContext,
  rows: readonly Restorable[],
  {
    before,
    named,
    unrestored,
  }: { before: ReadonlyMap<string, { key: string }>; named: Named; unrestored: Unrestored[] },
): Promise<RevertedLink[]> {
  const wanted = (what: "add" | "remove") =>
    rows.flatMap(({ id, elements }) =>
      ["links", "blockedBy"].flatMap((field) =>
        (elements[field]?.[what] ?? []).flatMap((element): Wanted[] => {
          const { kind, key, turned } = linkedKey(field, element);
          const other = named("links", key);
          if (other?.away) {
            unrestored.push({ id, field: "links", why: other.away });
            return [];
          }
          if (other) {
            const [fromId, toId] = REVERSED[kind] || turned ? [other.id, id] : [id, other.id];
            return [
              {
                row: id,
                other: other.id,
                told: { kind, issue: other.name, ...(turned ? { turned } : {}) },
                kind: REVERSED[kind] ?? kind,
                fromId,
                toId,
              },
            ];
          }
          if (what === "add") unrestored.push({ id, field: "links", why: `${key} is not there any more.` });
          return [];
        }),
      ),
    );
  const [add, remove] = [wanted("add"), wanted("remove")];
  if (add.length === 0 && remove.length === 0) return [];
  const there = await readLinks(ctx, [...add, ...remove]);
  const gone = remove.flatMap((link) => {
    const stored = there.find((one) => isSame(one, link));
    return stored ? [{ link, stored }] : [];
  });
  if (gone.length > 0)
    await ctx.db.issueLink.deleteMany({ where: { id: { in: gone.map(({ stored }) => stored.id) } } });
  const missing = add.filter((link) => !there.some((one) => isSame(one, link)));
  const fresh = await withoutCircles(ctx, missing, before, unrestored);
  if (fresh.length > 0) {
    await ctx.db.issueLink.createMany({
      data: fresh.map(({ kind, fromId, toId }) => ({
        id: newId(),
        createdAt: ctx.now,
        kind: kind as "blocks",
        fromId,
        toId,
      })),
    });
  }
  return [
    ...gone.map(
      ({ link }): RevertedLink => ({ id: link.row, other: link.other, fields: { links: [link.told, null] } }),
    ),
    ...fresh.map((link): RevertedLink => ({ id: link.row, other: link.other, fields: { links: [null, link.told] } })),
  ];
}

interface StoredEnds {
  id: string;
  kind: string;
  fromId: string;
  toId: string;
}

/** Links between any two of these ends. */
async function readLinks(ctx: WriteContext, links: readonly Wanted[]): Promise<StoredEnds[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const ends = JSON.stringify([...new Set(links.flatMap(({ fromId, toId }) => [fromId, toId]))]);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT l."id", CAST(l."kind" AS TEXT) AS "kind", l."fromId", l."toId" FROM "IssueLink" l
     WHERE ${among(ctx.database.engine, `l."fromId"`, bind(ends))} AND ${among(ctx.database.engine, `l."toId"`, bind(ends))}`,
    ...values,
  );
  return rows.map((row) => ({
    id: String(row.id),
    kind: String(row.kind),
    fromId: String(row.fromId),
    toId: String(row.toId),
  }));
}

function isSame(stored: StoredEnds, { kind, fromId, toId }: Wanted): boolean {
  if (stored.kind !== kind) return false;
  const turned = kind === "relates_to" && stored.fromId === toId && stored.toId === fromId;
  return turned || (stored.fromId === fromId && stored.toId === toId);
}

async function withoutCircles(
  ctx: WriteContext,
  links: readonly Wanted[],
  before: ReadonlyMap<string, { key: string }>,
  unrestored: Unrestored[],
): Promise<Wanted[]> {
  const edges = links.filter(({ kind }) => kind === "blocks").map(({ fromId, toId }): Edge => [fromId, toId]);
  if (edges.length === 0) return [...links];
  const known = await reach(ctx, { parents: [], blockers: edges });
  const refused = new Set(withoutCycles(edges, known.blockers).refused.map(({ edge }) => edge.join(" ")));
  return links.filter(({ row, kind, fromId, toId, told }) => {
    if (kind !== "blocks" || !refused.has(`${fromId} ${toId}`)) return true;
    const why = `${before.get(row)?.key ?? "It"} and ${told.issue} would block each other in a circle now.`;
    unrestored.push({ id: row, field: "links", why });
    return false;
  });
}
