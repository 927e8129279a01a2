import { HIGHEST_KEPT_NUMBER } from "#lib/domain/imports/schema";
import { PLACES } from "./read-folder.ts";
import type { Task } from "./read-task.ts";
import { canonicalId, compareIds, readTaskId } from "./task-id.ts";

export type Renumbering = "dotted id" | "id used before" | "draft" | "foreign prefix" | "id without a usable number";
const RENUMBERINGS: readonly Renumbering[] = [
  "dotted id",
  "id used before",
  "draft",
  "foreign prefix",
  "id without a usable number",
];

export interface NumberedTask {
  task: Task;
  /** What the issue is called beside its key: the id, with -2 and so on for later uses of one id. */
  oldId: string;
  /** The number to keep, or null. */
  number: number | null;
  why: Renumbering | null;
}

export interface Numbering {
  /** Kept numbers first, by number; then the others in the order in which they get theirs. */
  tasks: NumberedTask[];
  /** The task that an id stands for, however it is written. */
  find(id: string): NumberedTask | null;
}

/** Decides who keeps which number. Of two uses of one id the one in tasks/ wins, archived ones lose. */
export function numberTasks(tasks: readonly Task[]): Numbering {
  const own = ownPrefix(tasks);
  const inOrder = [...tasks].sort(
    (a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place) || compareIds(a.id, b.id) || (a.file < b.file ? -1 : 1),
  );
  const usedIds = new Set<string>();
  const usedNumbers = new Set<number>();
  const byId = new Map<string, NumberedTask>();
  const numbered = inOrder.map((task) => {
    const [number = 0] = task.id.numbers;
    const again = usedIds.has(task.id.id) || (isPlain(task, own) && usedNumbers.has(number));
    const why = again ? "id used before" : renumberingOf(task, own);
    const entry: NumberedTask = { task, oldId: freeId(task.id.id, usedIds), number: why ? null : number, why };
    usedIds.add(entry.oldId);
    if (!why) usedNumbers.add(number);
    for (const name of [task.id.id, canonicalId(task.id, own)]) if (!byId.has(name)) byId.set(name, entry);
    return entry;
  });
  return {
    tasks: numbered.sort(
      (a, b) => place(a) - place(b) || compareIds(a.task.id, b.task.id) || (a.oldId < b.oldId ? -1 : 1),
    ),
    find(id) {
      const read = readTaskId(id);
      // Folders that changed their prefix still say task-12 in old references.
      const renamed = read.prefix === "TASK" ? canonicalId({ ...read, prefix: own }, own) : "";
      return byId.get(read.id) ?? byId.get(canonicalId(read, own)) ?? byId.get(renamed) ?? null;
    },
  };
}

/** The prefix that most ids outside of the drafts have. */
function ownPrefix(tasks: readonly Task[]): string {
  const counts = new Map<string, number>();
  for (const { id, place } of tasks) {
    if (id.prefix && !isDraft(place)) counts.set(id.prefix, (counts.get(id.prefix) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return most?.[0] ?? "TASK";
}

export function isDraft(place: Task["place"]): boolean {
  return place === "drafts" || place === "archive/drafts";
}

function isPlain({ id }: Task, own: string): boolean {
  return id.numbers.length === 1 && (id.prefix ?? own) === own;
}

function renumberingOf(task: Task, own: string): Renumbering | null {
  const { prefix, numbers } = task.id;
  const [number = 0] = numbers;
  if (prefix === "DRAFT" && own !== "DRAFT") return "draft";
  if (numbers.length === 0) return "id without a usable number";
  if ((prefix ?? own) !== own) return "foreign prefix";
  if (numbers.length > 1) return "dotted id";
  return number >= 1 && number <= HIGHEST_KEPT_NUMBER ? null : "id without a usable number";
}

function freeId(id: string, used: ReadonlySet<string>): string {
  if (!used.has(id)) return id;
  for (let use = 2; ; use++) if (!used.has(`${id}-${use}`)) return `${id}-${use}`;
}

function place({ number, why }: NumberedTask): number {
  return number ?? HIGHEST_KEPT_NUMBER + 1 + (why ? RENUMBERINGS.indexOf(why) : 0);
}
