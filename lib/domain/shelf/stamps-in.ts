import { instantOf, type Row } from "#lib/core/row-value";
import type { Shelf } from "./schema.ts";

/** Where a row stands, in which version, and since when there is one. */
export function stampsIn(row: Row): { shelf: Shelf; version: number; createdAt: string; updatedAt: string } {
  return {
    shelf: row.shelf as Shelf,
    version: Number(row.version),
    createdAt: instantOf(row.createdAt) ?? "",
    updatedAt: instantOf(row.updatedAt) ?? "",
  };
}

/** Since when a row stands in the archive or the bin. */
export function awayIn(row: Row): { archivedAt: string | null; binnedAt: string | null } {
  return { archivedAt: instantOf(row.archivedAt), binnedAt: instantOf(row.binnedAt) };
}

/** What a thing that is made here has of these. */
export const FRESH_STAMPS = { shelf: "live", version: 1, source: null, archivedAt: null, binnedAt: null } as const;
