import { TurboError } from "#lib/core/errors";
import type { Operation } from "#lib/core/operation";

/**
 * What a page makes of a refused read. Where the key that the operation's path names cannot be one, it is `missing` like
 * anything that is not there; a list whose cursor is wrong is read `again` from its start; other refusals are thrown.
 */
export function pageFault(error: unknown, { rest }: Pick<Operation, "rest">): "missing" | "again" | "throw" {
  if (!(error instanceof TurboError)) return "throw";
  if (error.code === "not_found") return "missing";
  if ((error.code !== "invalid" && error.code !== "malformed") || error.fields.length === 0) return "throw";
  const keys = rest?.split("/").filter((segment) => segment.startsWith(":")) ?? [];
  const others = error.fields.filter(({ path }) => path !== "cursor");
  if (others.length === 0) return "again";
  return others.every(({ path }) => keys.includes(`:${path}`)) ? "missing" : "throw";
}
