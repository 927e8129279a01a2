import { TurboError } from "#lib/core/errors";

/** Fields of a read that a page takes from its address. */
const REFERENCES = ["issue", "document", "decision", "initiative", "milestone", "project", "on", "parent"];

/**
 * What a page makes of a refused read. What a key names that cannot be one is `missing` like anything that is not there;
 * a list whose cursor is wrong is read `again` from its start; other refusals are thrown.
 */
export function pageFault(error: unknown): "missing" | "again" | "throw" {
  if (!(error instanceof TurboError)) return "throw";
  if (error.code === "not_found") return "missing";
  if ((error.code !== "invalid" && error.code !== "malformed") || error.fields.length === 0) return "throw";
  const others = error.fields.filter(({ path }) => path !== "cursor");
  if (others.length === 0) return "again";
  return others.every(({ path }) => REFERENCES.includes(path)) ? "missing" : "throw";
}
