import type { ImportOutlook } from "#lib/domain/imports/schema";

/** Why an import is refused whose numbers other issues have; null where they are free. */
export function refusalOf([first, ...more]: ImportOutlook["taken"]): string | null {
  if (!first) return null;
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  return `${first.id} cannot come in: ${first.key} is already "${first.title}"${others}.`;
}
