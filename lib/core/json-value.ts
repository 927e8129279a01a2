import { isStorable } from "./fields.ts";

/** Levels of lists and objects in each other, at most: what goes on from value to value gives up far beyond that. */
const LEVELS = 100;

/** Are lists and objects nested deeper in this than anybody needs, so that it could not be written as JSON again? */
export function isDeep(value: unknown, levels = LEVELS): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1));
}

/** Can both databases keep every text and name in this as it is? Ask `isDeep` first. */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorableJson(inner));
}
