import type { DocumentLine } from "#lib/domain/documents/schema";

/** What lies right under one document, or at the top level. */
export interface Branch {
  items: readonly DocumentLine[];
  nextCursor: string | null;
}

/** Branches that were read, by the key of what they lie under. */
export type Branches = ReadonlyMap<string, Branch>;

/** The top level, where others have the key of a document. */
export const TOP = "";

/** Where a document is to lie: right before or after another one there, else as the last. */
export interface Place {
  /** Null for the top level. */
  parent: string | null;
  before?: string;
  after?: string;
}

/** A document as the tree shows it. */
export interface Row {
  document: DocumentLine;
  level: number;
  parent: string | null;
  /** Keys of what lies above it, the topmost first. */
  path: readonly string[];
  /** Keys of the one above and the one below, under the same parent. */
  above: string | null;
  below: string | null;
}

/** The rows that are seen while these documents are open. */
export function rowsOf(branches: Branches, open: ReadonlySet<string>): Row[] {
  const walk = (parent: string, path: readonly string[]): Row[] =>
    (branches.get(parent)?.items ?? []).flatMap((document, place, items) => {
      const row = {
        document,
        level: path.length + 1,
        parent: parent === TOP ? null : parent,
        path,
        above: items[place - 1]?.key ?? null,
        below: items[place + 1]?.key ?? null,
      };
      return [row, ...(open.has(document.key) ? walk(document.key, [...path, document.key]) : [])];
    });
  return walk(TOP, []);
}

/** Where a document lies now. */
export function placeOf({ parent, above, below }: Row): Place {
  if (above) return { parent, after: above };
  return below ? { parent, before: below } : { parent };
}

/** Lies it there already? */
export function isThere({ document, parent, above, below }: Row, to: Place): boolean {
  if (to.parent !== parent) return false;
  const beside = to.before ?? to.after;
  return beside === undefined || beside === document.key || (to.before ? to.before === below : to.after === above);
}

/** The first page of a branch as it was read again, with the later pages that were there. */
export function withFirstPage(known: Branch | undefined, first: Branch): Branch {
  const last = first.items.at(-1);
  const beyond = known && last && first.nextCursor ? known.items.filter(({ rank }) => rank > last.rank) : [];
  return known && beyond.length > 0
    ? { items: [...first.items, ...beyond], nextCursor: known.nextCursor }
    : { items: first.items, nextCursor: first.nextCursor };
}

/** The branches with one that was read; what lies there now lies nowhere else. */
export function withBranch(branches: Branches, key: string, branch: Branch): Branches {
  const here = new Set(branch.items.map(({ id }) => id));
  const others = [...branches].map(([other, { items, nextCursor }]): [string, Branch] => {
    return [other, { items: items.filter(({ id }) => !here.has(id)), nextCursor }];
  });
  return new Map(others).set(key, branch);
}

/** The branches as they are once a document lies elsewhere. */
export function withMoved(branches: Branches, { document, parent }: Row, to: Place): Branches {
  const next = new Map(branches);
  const change = (key: string, of: (items: readonly DocumentLine[]) => readonly DocumentLine[]) => {
    const branch = next.get(key);
    if (branch) next.set(key, { ...branch, items: of(branch.items) });
  };
  change(parent ?? TOP, (items) => items.filter((one) => one.id !== document.id));
  change(to.parent ?? TOP, (items) => {
    const others = items.filter((one) => one.id !== document.id);
    const beside = others.findIndex((one) => one.key === (to.before ?? to.after));
    const place = beside < 0 ? others.length : beside + (to.after ? 1 : 0);
    return others.toSpliced(place, 0, { ...document, parent: to.parent });
  });
  const left = parent !== null && next.get(parent)?.items.length === 0 ? parent : null;
  for (const key of next.keys()) {
    change(key, (items) =>
      items.map((one) => {
        if (one.key === to.parent) return { ...one, hasChildren: true };
        return one.key === left ? { ...one, hasChildren: false } : one;
      }),
    );
  }
  return next;
}
