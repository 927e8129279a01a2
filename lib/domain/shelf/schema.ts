import { z } from "zod";
import { Instant } from "#lib/core/fields";

/** Where something stands: in the lists, in the archive or in the bin. */
export const Shelf = z.enum(["live", "archived", "binned"]);
export type Shelf = z.output<typeof Shelf>;

/** Where a thing stands, in which version, and since when there is one. */
export const STAMPS = { shelf: Shelf, version: z.number().int(), createdAt: Instant, updatedAt: Instant };

/** Since when it stands in the archive or the bin. */
export const AWAY = { archivedAt: Instant.nullable(), binnedAt: Instant.nullable() };
