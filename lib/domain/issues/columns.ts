import { newId } from "#lib/core/ids";
import { OPEN } from "#lib/domain/criteria/policy";
import type { Criterion, Standing } from "#lib/domain/criteria/schema";
import type { IssueStatus } from "./fields.ts";

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

/**
 * Criteria as given, each with an id of its own; a known one, by its id or else its text, keeps id, evidence and how it
 * stands. What is said to be met, and was not, stands as `met` says. So does what was verified in other words.
 */
export function withIds(
  given: readonly GivenCriterion[],
  met: Standing,
  known: readonly Criterion[] = [],
): Criterion[] {
  const left = new Map(known.map((criterion) => [criterion.id, criterion]));
  const take = (found: Criterion | undefined) => (found && left.delete(found.id) ? found : undefined);
  const byId = given.map(({ id }) => take(left.get(id ?? "")));
  return given.map(({ text, done }, place) => {
    const same = byId[place] ?? take([...left.values()].find((one) => one.text.trim() === text.trim()));
    const isDone = done ?? same?.done ?? false;
    const stays = same?.done && (same.text.trim() === text.trim() || same.state === "reported");
    const standing = !isDone ? OPEN : stays ? standingOf(same) : met;
    return { id: same?.id ?? newId(), text, done: isDone, ...standing, evidence: same?.evidence ?? [] };
  });
}

function standingOf({ state, by, via, at }: Criterion): Standing {
  return { state, by, via, at };
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
