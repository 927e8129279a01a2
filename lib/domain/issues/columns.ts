import { newId } from "#lib/core/ids";
import type { Criterion, IssueStatus } from "./fields.ts";

export const OPEN_STATUSES = ["backlog", "ready", "in_progress", "review", "testing"] as const satisfies IssueStatus[];
export const CLOSED_STATUSES = ["done", "canceled"] as const satisfies IssueStatus[];

export function isOpen(status: IssueStatus): boolean {
  return status !== "done" && status !== "canceled";
}

interface GivenCriterion {
  id?: string | undefined;
  text: string;
  done?: boolean | undefined;
}

/** Criteria as given, each with an id of its own; a known one, by its id or else its text, keeps id and tick. */
export function withIds(given: readonly GivenCriterion[], known: readonly Criterion[] = []): Criterion[] {
  const left = new Map(known.map((criterion) => [criterion.id, criterion]));
  const take = (found: Criterion | undefined) => (found && left.delete(found.id) ? found : undefined);
  const byId = given.map(({ id }) => take(left.get(id ?? "")));
  return given.map(({ text, done }, place) => {
    const same = byId[place] ?? take([...left.values()].find((one) => one.text.trim() === text.trim()));
    return { id: same?.id ?? newId(), text, done: done ?? same?.done ?? false };
  });
}

/** A branch name from key and title: turbo-12-lease-expires. */
export function suggestedBranch(key: string, title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return words ? `${key.toLowerCase()}-${words}` : key.toLowerCase();
}
