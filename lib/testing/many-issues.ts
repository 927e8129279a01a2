import { newId } from "#lib/core/ids";
import { columnsOf, freshValues } from "#lib/domain/field-table";
import { ISSUE_FIELDS, ISSUE_STATUSES, ISSUE_TYPES } from "#lib/domain/issues/fields";
import { rankOfNumber } from "#lib/domain/issues/rank";
import { issueSearchEntry } from "#lib/domain/issues/search-entry";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { insertMany } from "./insert-many.ts";
import type { World } from "./world.ts";

/** Numbers from 0 up to 1 that are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES = ["ba", "do", "fe", "gi", "ku", "lo", "mi", "na", "pe", "ro", "su", "ta", "ve", "wo", "zi"];

/** The n-th word of a made-up language; the lower n, the more often it is used. */
export function madeUpWord(n: number): string {
  let word = "";
  for (let rest = n + 15; rest > 0; rest = Math.floor(rest / 15)) word += SYLLABLES[rest % 15];
  return word;
}

export interface Plan {
  projects: { id: string; key: string }[];
  labels: { id: string; name: string }[];
  issues: { id: string; projectId: string; title: string }[];
}

interface PlanSize {
  issues: number;
  projects?: number;
  /** Also make the entries of the search index. */
  search?: boolean;
}

const BATCH = 400;

/** Fills a world with a believable plan of this size, past the operations, the same in every run save for the ids. */
export async function seedPlan(
  world: World,
  { issues: wanted, projects: many = 10, search = false }: PlanSize,
): Promise<Plan> {
  const random = seededRandom(wanted);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const word = () => madeUpWord(Math.floor(5000 ** random()) - 1);
  const words = (most: number) => Array.from({ length: 2 + Math.floor(random() * most) }, word).join(" ");
  const start = Date.UTC(2025, 0, 1);
  const at = (place: number) => new Date(start + place * 60_000);
  const stamp = { createdAt: at(0), updatedAt: at(0) };
  const projects = Array.from({ length: many }, (_, n) => ({
    id: newId(),
    key: `P${String.fromCharCode(65 + n)}`,
    ...stamp,
    name: `Project ${n}`,
    nameFold: `project ${n}`,
  }));
  const labels = Array.from({ length: 20 }, (_, n) => ({
    id: newId(),
    ...stamp,
    name: `label ${n}`,
    nameFold: `label ${n}`,
  }));
  await world.database.write(async (tx) => {
    await insertMany(world, tx, "Project", projects);
    await insertMany(world, tx, "Label", labels);
  });
  const people = [world.owner.user.id, world.member.user.id, null];
  const numbers = new Map<string, number>();
  const issues: Plan["issues"] = [];
  for (let from = 0; from < wanted; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, wanted - from) }, (_, n) => {
      const project = among(projects);
      const number = (numbers.get(project.id) ?? 0) + 1;
      numbers.set(project.id, number);
      const values = freshValues(ISSUE_FIELDS, {
        title: words(8),
        description: words(60),
        type: among(ISSUE_TYPES),
        status: random() < 0.6 ? ("done" as const) : among(ISSUE_STATUSES),
        priority: among(PRIORITIES),
        dueDate:
          random() < 0.3 ? new Date(start + Math.floor(random() * 700) * 86_400_000).toISOString().slice(0, 10) : null,
      });
      return {
        id: newId(),
        createdAt: at(from + n),
        updatedAt: at(from + n + Math.floor(random() * 50_000)),
        projectId: project.id,
        number,
        creatorId: world.owner.user.id,
        rank: rankOfNumber(number),
        ...columnsOf(ISSUE_FIELDS, values),
        assigneeId: among(people),
      };
    });
    const labelled = rows.flatMap(({ id }) =>
      labels.flatMap((label, place) => (random() < 0.3 / (place + 1) ? [{ issueId: id, labelId: label.id }] : [])),
    );
    const keys = new Map(projects.map(({ id, key }) => [id, key]));
    await world.database.write(async (tx) => {
      await insertMany(world, tx, "Issue", rows);
      await insertMany(world, tx, "IssueLabel", labelled);
      if (!search) return;
      const entries = rows.map((row) =>
        issueSearchEntry({ ...row, key: `${keys.get(row.projectId)}-${row.number}`, criteria: [] }),
      );
      await world.database.search.putMany(tx, entries);
    });
    issues.push(...rows.map(({ id, projectId, title }) => ({ id, projectId, title })));
  }
  return { projects, labels, issues };
}
