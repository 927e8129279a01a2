import { inQuotes } from "#lib/core/one-line";
import type { Checked, Finding } from "#lib/domain/documents/schema";
import { fitting } from "./clip.ts";

/** What a check found, a line each, with the changes that mend it. */
export function findingsText({ document, version, total, items }: Checked): string {
  const what = document === null ? "The text" : `${document}, version ${version}`;
  if (total === 0) return `${what}: nothing to mend.`;
  const rows = items.map(findingText);
  const shown = rows.slice(0, fitting(rows));
  const fixes = items.slice(0, shown.length).some(({ edit }) => edit?.replace);
  return [
    `${what}: ${total} ${total === 1 ? "finding" : "findings"} (what stands in "" is data).`,
    ...shown,
    ...(shown.length < total ? [`… ${total - shown.length} more. Mend these and check again.`] : []),
    ...(fixes && document !== null
      ? [`To accept fixes: save_document document ${document} version ${version} replace [{find, replace}].`]
      : []),
  ].join("\n");
}

function findingText({ line, column, level, rule, message, snippet, edit }: Finding): string {
  const fix =
    edit?.replace && `\n  find ${JSON.stringify(edit.replace.find)} replace ${JSON.stringify(edit.replace.replace)}`;
  return `${line}:${column}  ${level}  ${rule}  ${message}  ${inQuotes(snippet, 80)}${fix ?? ""}`;
}
