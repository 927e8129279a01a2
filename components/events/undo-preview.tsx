import { IssueKey } from "#components/issues/issue-key";
import type { RestoredSubject, Undone } from "#lib/domain/undo/schema";

/** What an undo would put back, and what would stay and why. */
export function UndoPreview({ preview }: { preview: Undone }) {
  const { writes, count, restored, keptCount, kept } = preview;
  return (
    <>
      <p className="mb-3 text-muted">
        {writes} {writes === 1 ? "write" : "writes"}. {count} {count === 1 ? "thing goes" : "things go"} back to what{" "}
        {count === 1 ? "it was" : "they were"}
        {keptCount > 0 ? `; ${keptCount} ${keptCount === 1 ? "stays as it is" : "stay as they are"}` : ""}. The undo can
        itself be undone.
      </p>
      {kept.length > 0 ? (
        <section aria-label="Stays" className="mb-3">
          <h3 className="mb-1 font-medium text-row">Stays</h3>
          <ul className="grid gap-1 text-row">
            {kept.map(({ id, field, why }) => (
              <li key={`${id} ${field} ${why}`} className="text-muted [overflow-wrap:anywhere]">
                {why}
              </li>
            ))}
            <More all={keptCount} shown={kept.length} />
          </ul>
        </section>
      ) : null}
      {restored.length > 0 ? (
        <section aria-label="Goes back" className="mb-3">
          <h3 className="mb-1 font-medium text-row">Goes back</h3>
          <ul className="grid gap-0.5 text-row">
            {restored.map(({ id, key, kind, fields }) => (
              <li key={`${id} ${JSON.stringify(fields)}`} className="flex min-w-0 items-baseline gap-2">
                <IssueKey className="w-20 truncate">{key}</IssueKey>
                <span className="min-w-0 truncate text-muted">
                  {kind === "issue" ? "" : `${kind.replaceAll("_", " ")}: `}
                  {Object.entries(fields).map(wordsOf).join(", ")}
                </span>
              </li>
            ))}
            <More all={count} shown={restored.length} />
          </ul>
        </section>
      ) : null}
    </>
  );
}

function More({ all, shown }: { all: number; shown: number }) {
  return all > shown ? <li className="text-muted">and {all - shown} more</li> : null;
}

const FIELD_WORDS: Record<string, string> = {
  dueDate: "due date",
  startedAt: "start",
  completedAt: "completion",
  queuedAt: "waiting since",
  endedAt: "end",
  rank: "order",
  pullRequest: "pull request",
};

/** What of it was put back, as "status and labels of TUR-12" or "TUR-12 is back". */
export function namesOf({ key, fields }: RestoredSubject): string {
  const place = fields.shelf?.[1];
  if (place) return `${key} is ${place === "live" ? "back" : place === "binned" ? "in the bin" : "archived"}`;
  const words = Object.keys(fields).flatMap((field) => (FOLLOWING.has(field) ? [] : [FIELD_WORDS[field] ?? field]));
  return `${[words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" and ") || "dates"} of ${key}`;
}

/** Fields that change with another one, which is the one that people know. */
const FOLLOWING = new Set(["resolution", "startedAt", "completedAt", "queuedAt"]);

function wordsOf([field, [, back]]: [string, [unknown, unknown]]): string {
  if (field === "shelf")
    return back === "binned" ? "to the bin" : back === "archived" ? "to the archive" : "out of the bin or archive";
  const name = FIELD_WORDS[field] ?? field;
  if (back === null || back === "") return `no ${name}`;
  return typeof back === "string" || typeof back === "number" ? `${name} ${back}` : name;
}
