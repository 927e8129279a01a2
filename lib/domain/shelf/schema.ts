import { z } from "zod";

/** Where something stands: in the lists, in the archive or in the bin. */
export const Shelf = z.enum(["live", "archived", "binned"]);
export type Shelf = z.output<typeof Shelf>;
