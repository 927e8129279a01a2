import { briefValue } from "#lib/core/brief-value";
import type { FieldChanges } from "#lib/core/context";
import type { WorkLog } from "./schema.ts";

/** What people write about their work; times are apart. */
export type Details = Pick<WorkLog, "note" | "model" | "commits" | "branch" | "pullRequest" | "tokens" | "cost">;

type Given = { [Name in keyof Details]?: Details[Name] | undefined };

export const NO_DETAILS: Details = {
  note: "",
  model: null,
  commits: [],
  branch: null,
  pullRequest: null,
  tokens: null,
  cost: null,
};

/** The details as they will be; what is not given stays. Commit hashes are kept in lower case, each once. */
export function nextDetails(before: Details, given: Given): Details {
  return {
    note: given.note ?? before.note,
    model: given.model === undefined ? before.model : given.model,
    commits: given.commits ? [...new Set(given.commits.map((hash) => hash.toLowerCase()))] : before.commits,
    branch: given.branch === undefined ? before.branch : given.branch,
    pullRequest: given.pullRequest === undefined ? before.pullRequest : given.pullRequest,
    tokens: given.tokens === undefined ? before.tokens : given.tokens,
    cost: given.cost === undefined ? before.cost : given.cost,
  };
}

export function detailChanges(before: Details, after: Details): FieldChanges {
  return {
    note: [briefValue(before.note), briefValue(after.note)],
    model: [before.model, after.model],
    commits: [before.commits, after.commits],
    branch: [before.branch, after.branch],
    pullRequest: [before.pullRequest, after.pullRequest],
    tokens: [before.tokens, after.tokens],
    cost: [before.cost, after.cost],
  };
}

export function areSame(before: Details, after: Details): boolean {
  return JSON.stringify(nextDetails(NO_DETAILS, before)) === JSON.stringify(nextDetails(NO_DETAILS, after));
}
