import { plainWord } from "#lib/core/plain-word";
import type { ImportedIssue } from "#lib/domain/imports/schema";

type Status = Pick<ImportedIssue, "status" | "resolution">;

/** What planning tools and people call the states, each list behind what it is here. */
const STATUSES: readonly [Status, string][] = [
  [
    state("backlog"),
    "draft, backlog, new, triage, idea, planned, later, someday, icebox, deferred, postponed, on hold",
  ],
  [state("backlog"), "hold, paused, blocked"],
  [
    state("ready"),
    "to do, todo, ready, open, opened, reopened, pending, not started, unstarted, next, up next, selected",
  ],
  [state("in_progress"), "in progress, inprogress, progress, doing, wip, work in progress, started, active, ongoing"],
  [state("in_progress"), "in development, in dev, working, working on it"],
  [state("review"), "review, in review, reviewing, under review, code review, needs review, ready for review"],
  [state("testing"), "testing, in testing, test, qa, in qa, verifying, ready for test, ready for testing"],
  [state("done"), "done, complete, completed, closed, finished, resolved, fixed, shipped, released, merged"],
  [
    state("canceled", "wont_do"),
    "won't do, wont do, wontdo, won't fix, wont fix, wontfix, canceled, cancelled, skipped",
  ],
  [state("canceled", "wont_do"), "rejected, declined, abandoned, dropped, discarded, not planned, invalid"],
  [state("canceled", "duplicate"), "duplicate, duplicated"],
  [state("canceled", "obsolete"), "obsolete, outdated, superseded, deprecated"],
];
const PRIORITIES: readonly [ImportedIssue["priority"], string][] = [
  ["critical", "critical, urgent, highest, blocker, p0"],
  ["high", "high, major, p1"],
  ["medium", "medium, med, normal, moderate, p2"],
  ["low", "low, lowest, minor, trivial, p3, p4"],
  ["none", "none"],
];
const TYPES: readonly [ImportedIssue["type"], string][] = [
  ["feature", "feature, story, user story, epic"],
  ["bug", "bug, defect, fix, hotfix"],
  ["task", "task, chore"],
  ["improvement", "improvement, enhancement, refactor, refactoring"],
  ["documentation", "documentation, docs, doc"],
  ["discovery", "discovery, spike, research, investigation"],
];

const [statuses, priorities, types] = [tableOf(STATUSES), tableOf(PRIORITIES), tableOf(TYPES)];

/** A status in Turbo's words; null for a word that is not known. */
export function statusOf(word: string): Status | null {
  return statuses.get(plainWord(word)) ?? null;
}

/** A priority in Turbo's words, none where nothing is said; null for a word that is not known. */
export function priorityOf(word: string | null): ImportedIssue["priority"] | null {
  return priorities.get(plainWord(word ?? "none")) ?? null;
}

/** A type in Turbo's words, task where nothing is said; null for a word that is not known. */
export function typeOf(word: string | null): ImportedIssue["type"] | null {
  return types.get(plainWord(word ?? "task")) ?? null;
}

function state(status: Status["status"], resolution: Status["resolution"] = null): Status {
  return { status, resolution };
}

function tableOf<Meaning>(lists: readonly [Meaning, string][]): Map<string, Meaning> {
  return new Map(
    lists.flatMap(([meaning, words]) => words.split(", ").map((word): [string, Meaning] => [word, meaning])),
  );
}
