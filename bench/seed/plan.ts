import type { z } from "zod";
import { newId } from "#lib/core/ids";
import { ISSUE_STATUSES, ISSUE_TYPES } from "#lib/domain/issues/fields";
import type { NewIssue } from "#lib/domain/issues/schema";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { random } from "./random.ts";
import { SEARCHES, words } from "./words.ts";

/** Most issues lie in the first project, so that its lists reach as deep as the benchmark pages. */
export const PROJECTS = ["MAIN", "WEB", "API", "DOCS", "OPS"] as const;
export const LABELS = ["backend", "bench", "design", "flaky", "frontend", "performance", "security", "ux"] as const;
export const HANDLES = ["ada", "ben", "cleo"] as const;
const START = Date.UTC(2026, 0, 1);

/** What a planned issue is filed with, and what comes after. */
export interface PlannedIssue {
  id: string;
  number: number;
  createdAt: Date;
  updatedAt: Date;
  input: z.input<typeof NewIssue> & { project: string; status: (typeof ISSUE_STATUSES)[number] };
  comments: { id: string; body: string; author: (typeof HANDLES)[number] }[];
}

const weighted = <T>(next: () => number, choices: readonly T[], first: number): T => {
  const index = next() < first ? 0 : 1 + Math.floor(next() * (choices.length - 1));
  return choices[index] as T;
};

/** The same `size` issues on every run, oldest first. */
export function* planIssues(size: number): Generator<PlannedIssue> {
  const next = random(size);
  const last = new Map<string, number>();
  for (let place = 0; place < size; place++) {
    const project = weighted(next, PROJECTS, 0.8);
    const number = (last.get(project) ?? 0) + 1;
    last.set(project, number);
    const createdAt = new Date(START + place * 60_000);
    const earlier = () => `${project}-${1 + Math.floor(next() * (number - 1))}`;
    const due = next() < 0.3 ? new Date(START + Math.floor(next() * 300) * 86_400_000) : null;
    yield {
      id: newId(),
      number,
      createdAt,
      updatedAt: new Date(createdAt.getTime() + Math.floor(next() ** 3 * 30 * 86_400_000)),
      input: {
        project,
        title: words(next, 4 + Math.floor(next() * 5)),
        description: `${words(next, 20 + Math.floor(next() * 60))}${place % 997 === 0 ? ` ${SEARCHES.rare}` : ""}`,
        type: weighted(next, ISSUE_TYPES, 0.2),
        status: weighted(next, ISSUE_STATUSES, 0.45),
        priority: weighted(next, PRIORITIES, 0.1),
        estimate: next() < 0.5 ? 1 + Math.floor(next() * 8) : null,
        assignee: next() < 0.4 ? "ada" : next() < 0.6 ? "ben" : null,
        dueDate: due?.toISOString().slice(0, 10) ?? null,
        labels: [...new Set([weighted(next, LABELS, 0.2), weighted(next, LABELS, 0.2)])].slice(0, next() < 0.5 ? 0 : 2),
        criteria: next() < 0.3 ? [{ text: words(next, 6), done: true }, { text: words(next, 8) }] : [],
        ...(number > 1 && next() < 0.1 ? { parent: earlier() } : {}),
        ...(number > 1 && next() < 0.05 ? { blockedBy: [earlier()] } : {}),
      },
      comments: next() < 0.05 ? [{ id: newId(), body: words(next, 15), author: "ben" }] : [],
    };
  }
}
