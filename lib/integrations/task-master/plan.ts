import { Body } from "#lib/core/fields";
import { HIGHEST_KEPT_NUMBER, ImportedIssue, type ImportedIssueInput } from "#lib/domain/imports/schema";
import { type Edge, withoutCycles } from "#lib/domain/imports/without-cycles";
import { readInstant } from "../instants.ts";
import { type UnknownDate, unknownDates } from "../unknown-dates.ts";
import { labelsWithin } from "../within-limits.ts";
import { issueOfTask, type ListTimes, type UnknownWord } from "./issue-of-task.ts";
import type { TaskList, TaskMasterFile } from "./read-file.ts";
import { readTasks, type Task } from "./read-tasks.ts";

export type Renumbering = "subtask" | "task of a further list" | "id used before" | "id without a usable number";

/** What goes into one project: all lists, or one of them. */
export interface PlannedProject {
  /** The list that keeps its numbers. */
  list: string;
  /** What the list says of itself. */
  description: string;
  issues: ImportedIssueInput[];
  links: { id: string; parent: string | null; blockedBy: string[] }[];
  renumbered: { id: string; why: Renumbering }[];
}

/** Everything that a file becomes, before anything is written. */
export interface ImportPlan {
  /** The first takes the list that the others are told from: master, or else the first. */
  projects: PlannedProject[];
  lists: { name: string; tasks: number; subtasks: number }[];
  /** What each word of the file became: `status`, `pending`, `ready`, how often. */
  mapped: { field: UnknownWord["field"]; word: string; became: string; count: number }[];
  unknown: (UnknownWord & { id: string })[];
  /** Dependencies on tasks that the list does not hold. */
  dangling: { id: string; names: string }[];
  /** Ids along each circle of dependencies; the link that closes it is left out. */
  cycles: string[][];
  /** Further fields, which stand in the descriptions, with the number of tasks that have them. */
  otherFields: { field: string; count: number }[];
  /** Issues of which a date is not known, and what was taken. */
  dates: UnknownDate[];
  /** What lists say of themselves and has no place. */
  listFields: { list: string; fields: string }[];
  skipped: TaskMasterFile["skipped"];
  remarks: { id: string; remark: string }[];
}

/** Fields of a list that are read as its tasks' dates. */
const READ = ["created", "updated", "lastModified"];

interface ListPlan {
  list: TaskList;
  tasks: Task[];
  times: ListTimes;
}

/** Plans the import of a file that was read. Pure: the same file always gives the same plan. */
export function planImport({ lists, skipped }: TaskMasterFile, as: "labels" | "projects"): ImportPlan {
  const plan: ImportPlan = {
    projects: [],
    lists: [],
    mapped: [],
    unknown: [],
    dangling: [],
    cycles: [],
    otherFields: [],
    dates: [],
    listFields: [],
    skipped: [...skipped],
    remarks: [],
  };
  const used = new Set<string>();
  const inOrder = [...lists].sort((a, b) => Number(b.name === "master") - Number(a.name === "master"));
  const read = inOrder.map((list): ListPlan => {
    const { tasks, skipped: others } = readTasks(list, used);
    plan.skipped.push(...others);
    return { list, tasks: tasks.filter((task) => isUsable(task, plan)), times: timesOf(list, tasks) };
  });
  for (const [place, { list, tasks }] of read.entries()) {
    const taken = as === "projects" && place > 0 ? [...READ, "description"] : READ;
    const fields = Object.keys(list.metadata).filter((name) => !taken.includes(name));
    if (fields.length > 0) plan.listFields.push({ list: list.name, fields: fields.join(", ") });
    const subtasks = tasks.filter(({ parent }) => parent !== null).length;
    plan.lists.push({ name: list.name, tasks: tasks.length - subtasks, subtasks });
  }
  const groups = as === "projects" ? read.map((one) => [one]) : [read];
  plan.projects = groups.flatMap((group) => planProject(group, as === "labels", plan) ?? []);
  plan.mapped = countMappings(read.flatMap(({ tasks }) => tasks));
  plan.otherFields = countFields(read.flatMap(({ tasks }) => tasks));
  return plan;
}

/** Would Turbo take this task, by the rules of its own input? Names it among the skipped where not. */
function isUsable(task: Task, plan: ImportPlan): boolean {
  const { issue } = issueOfTask(task, { number: null, label: null, times: { createdAt: null, updatedAt: null } });
  const [problem] = ImportedIssue.safeParse(issue).error?.issues ?? [];
  if (problem)
    plan.skipped.push({ what: `${task.list}:${task.path}`, reason: `${problem.path.join(".")}: ${problem.message}` });
  return !problem;
}

/** The whole numbers of the first list's tasks are kept; everything else follows above them, in the order of the file. */
function planProject(group: readonly ListPlan[], labelled: boolean, plan: ImportPlan): PlannedProject | null {
  const [first] = group;
  if (!first) return null;
  const numbers = new Set<number>();
  const issues: { issue: ImportedIssueInput; kept: number | null }[] = [];
  const renumbered: PlannedProject["renumbered"] = [];
  for (const { list, tasks, times } of group) {
    const label = labelled ? (labelsWithin([list.name], [])[0] ?? "list") : null;
    for (const task of tasks) {
      const why = renumberingOf(task, { isFirst: list === first.list, numbers });
      const number = why === null ? Number(task.path) : null;
      if (number !== null) numbers.add(number);
      else if (why !== null) renumbered.push({ id: task.oldId, why });
      const { issue, unknown, remarks } = issueOfTask(task, { number, label, times });
      issues.push({ issue, kept: number });
      plan.unknown.push(...unknown.map((word) => ({ ...word, id: task.oldId })));
      plan.remarks.push(...remarks.map((remark) => ({ id: task.oldId, remark })));
      plan.dates.push(...unknownDatesIn(task, issue));
    }
  }
  const place = ({ kept }: { kept: number | null }) => kept ?? HIGHEST_KEPT_NUMBER + 1;
  const { description } = first.list.metadata;
  return {
    list: first.list.name,
    description: Body.catch("").parse(description),
    issues: issues.sort((a, b) => place(a) - place(b)).map(({ issue }) => issue),
    links: group.flatMap((one) => linksOf(one, plan)),
    renumbered,
  };
}

function renumberingOf(
  { path, parent, again }: Task,
  { isFirst, numbers }: { isFirst: boolean; numbers: ReadonlySet<number> },
): Renumbering | null {
  if (again) return "id used before";
  if (parent !== null) return "subtask";
  if (!isFirst) return "task of a further list";
  const number = /^[1-9]\d{0,6}$/.test(path) ? Number(path) : 0;
  return number >= 1 && number <= HIGHEST_KEPT_NUMBER && !numbers.has(number) ? null : "id without a usable number";
}

function linksOf({ list, tasks }: ListPlan, plan: ImportPlan): PlannedProject["links"] {
  const byPath = new Map<string, Task>();
  for (const task of tasks) if (!byPath.has(task.path)) byPath.set(task.path, task);
  const edges: Edge[] = [];
  for (const task of tasks) {
    for (const name of new Set(task.dependencies)) {
      const blocker = blockerOf(task, name, byPath);
      if (blocker) edges.push([blocker.oldId, task.oldId]);
      else plan.dangling.push({ id: task.oldId, names: name.includes(":") ? name : `${list.name}:${name}` });
    }
  }
  const { kept, refused } = withoutCycles(edges);
  plan.cycles.push(...refused.map(({ cycle }) => cycle));
  const blockers = new Map<string, string[]>();
  for (const [blocker, id] of kept) blockers.set(id, [...(blockers.get(id) ?? []), blocker]);
  return tasks.flatMap(({ oldId, parent }) => {
    const above = parent?.oldId ?? null;
    const blockedBy = [...new Set(blockers.get(oldId))];
    return above !== null || blockedBy.length > 0 ? [{ id: oldId, parent: above, blockedBy }] : [];
  });
}

/** The task that a dependency names: a bare number within a task means a part beside it first, then a task of the list. */
function blockerOf({ parent }: Task, name: string, byPath: ReadonlyMap<string, Task>): Task | undefined {
  const beside = parent === null || name.includes(".") ? undefined : byPath.get(`${parent.path}.${name}`);
  return beside ?? byPath.get(name);
}

/** Tasks have no date of their making: the list's is taken, or else the earliest change of one of its tasks. */
function timesOf({ metadata }: TaskList, tasks: readonly Task[]): ListTimes {
  const instant = (name: string) => {
    const written = metadata[name];
    return readInstant(typeof written === "string" ? written : null);
  };
  const earliest = tasks.flatMap(({ updatedAt }) => updatedAt ?? []).sort()[0] ?? null;
  const updatedAt = instant("updated") ?? instant("lastModified");
  const createdAt = instant("created") ?? earliest ?? updatedAt;
  return { createdAt, updatedAt: updatedAt ?? createdAt };
}

/** Tasks mostly have no dates of their own; then those of their list are taken. */
function unknownDatesIn({ createdAt, updatedAt, completedAt }: Task, issue: ImportedIssueInput): UnknownDate[] {
  const made: UnknownDate = {
    id: issue.id,
    why: "no date of its making; that of its list, or an earlier one, is taken",
  };
  const changed: UnknownDate = { id: issue.id, why: "no date of its last change; that of its list is taken" };
  return [
    ...(createdAt === null && issue.createdAt !== null ? [made] : []),
    ...(updatedAt === null && issue.updatedAt !== null ? [changed] : []),
    ...unknownDates({ ...issue, completedAt }),
  ];
}

function countMappings(tasks: readonly Task[]): ImportPlan["mapped"] {
  const counts = new Map<string, ImportPlan["mapped"][number]>();
  for (const task of tasks) {
    const { issue } = issueOfTask(task, { number: null, label: null, times: { createdAt: null, updatedAt: null } });
    for (const field of ["status", "priority", "type"] as const) {
      if (field === "type" && task.type === null) continue;
      const became = `${issue[field]}${field === "status" && issue.resolution ? ` (${issue.resolution})` : ""}`;
      const word = task[field] ?? "(none)";
      const known = counts.get(`${field} ${word} ${became}`);
      if (known) known.count++;
      else counts.set(`${field} ${word} ${became}`, { field, word, became, count: 1 });
    }
  }
  return [...counts.values()];
}

function countFields(tasks: readonly Task[]): ImportPlan["otherFields"] {
  const counts = new Map<string, number>();
  for (const { others } of tasks) for (const [field] of others) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count);
}
