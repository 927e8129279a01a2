import type {
  ImportedDecisionInput,
  ImportedDocumentInput,
  ImportedMilestoneInput,
} from "#lib/domain/imports/noun-schema";
import { ImportedIssue, type ImportedIssueInput } from "#lib/domain/imports/schema";
import { type Edge, withoutCycles } from "#lib/domain/imports/without-cycles";
import type { UnreadFile } from "../files-below.ts";
import { handlesAmong } from "../handles-among.ts";
import { type UnknownDate, unknownDates } from "../unknown-dates.ts";
import { issueOfTask, type UnknownWord } from "./issue-of-task.ts";
import { type NumberedTask, type Numbering, numberTasks, type Renumbering } from "./numbering.ts";
import { planDecisions } from "./plan-decisions.ts";
import { planDocuments } from "./plan-documents.ts";
import { type OtherName, planMilestones } from "./plan-milestones.ts";
import type { UnknownNounWord } from "./plan-nouns.ts";
import type { BacklogFolder } from "./read-folder.ts";
import { readTask, type Task } from "./read-task.ts";

interface PlannedLinks {
  id: string;
  parent: string | null;
  blockedBy: string[];
}

/** A reference to a task that the folder does not hold. */
interface Dangling {
  id: string;
  file: string;
  names: string;
}

/** Everything that a folder becomes, before anything is written. */
export interface ImportPlan {
  issues: ImportedIssueInput[];
  links: PlannedLinks[];
  milestones: ImportedMilestoneInput[];
  decisions: ImportedDecisionInput[];
  /** Those that others lie under come before them. */
  documents: ImportedDocumentInput[];
  /** Issues with their milestones, by old ids. */
  schedule: { id: string; milestone: string }[];
  otherNames: OtherName[];
  /** Fields without a place in Turbo, which stand in the descriptions, with the tasks that have them. */
  otherFields: { field: string; files: string[] }[];
  /** Issues of which a date is not known, and what was taken. */
  dates: UnknownDate[];
  /** Files that were not read, or whose content cannot be taken. */
  skipped: UnreadFile[];
  withoutId: string[];
  renumbered: { id: string; file: string; why: Renumbering }[];
  /** What each word of the folder became: `status`, `To Do`, `ready`, how often. */
  mapped: { field: "status" | "priority" | "type"; word: string; became: string; count: number }[];
  unknown: ((UnknownWord & { file: string }) | UnknownNounWord)[];
  /** Handles with the number of tasks they are assigned to. */
  assignees: { handle: string; count: number }[];
  danglingDependencies: Dangling[];
  danglingParents: Dangling[];
  /** Ids along each circle of dependencies or parents; the link that closes it is left out. */
  cycles: { kind: "dependency" | "parent"; ids: string[] }[];
  remarks: { file: string; remark: string }[];
}

/** Plans the import of a folder that was read. Pure: the same files always give the same plan. */
export function planImport(folder: BacklogFolder): ImportPlan {
  const skipped = [...folder.skipped];
  const withoutId: string[] = [];
  const read: Task[] = [];
  for (const file of folder.files) {
    const task = readTask(file);
    if ("reason" in task) skipped.push({ file: file.file, reason: task.reason });
    else if ("without" in task) withoutId.push(file.file);
    else read.push(task);
  }
  const places = placesByOrdinal(read);
  const usable = read.filter((task) => {
    const reason = refusal(task);
    if (reason) skipped.push({ file: task.file, reason });
    return !reason;
  });
  const numbering = numberTasks(usable);
  const issues = numbering.tasks.map((numbered) => ({
    numbered,
    ...issueOfTask(numbered, places.get(numbered.task.ordinal ?? Number.NaN) ?? null),
  }));
  const milestones = planMilestones(folder.milestones, issues);
  const decisions = planDecisions(folder.decisions);
  const documents = planDocuments(folder.documents);
  const nouns = [milestones, decisions, documents];
  return {
    issues: issues.map(({ issue }) => issue),
    ...planLinks(numbering),
    milestones: milestones.items,
    decisions: decisions.items,
    documents: documents.items,
    schedule: milestones.schedule,
    otherNames: milestones.otherNames,
    skipped: [...skipped, ...nouns.flatMap((noun) => noun.skipped)],
    withoutId: [...withoutId, ...nouns.flatMap((noun) => noun.withoutId)],
    renumbered: numbering.tasks.flatMap(({ why, oldId, task }) => (why ? [{ id: oldId, file: task.file, why }] : [])),
    mapped: countMappings(issues),
    unknown: [
      ...issues.flatMap(({ unknown, numbered }) => unknown.map((word) => ({ ...word, file: numbered.task.file }))),
      ...nouns.flatMap((noun) => noun.unknown),
    ],
    assignees: countAssignees(usable),
    otherFields: otherFields(usable),
    dates: issues.flatMap(({ issue }) => unknownDates(issue)),
    remarks: [
      ...issues.flatMap(({ remarks, numbered }) => remarks.map((remark) => ({ file: numbered.task.file, remark }))),
      ...nouns.flatMap((noun) => noun.remarks),
    ],
  };
}

/** Why Turbo would refuse this task, by the rules of its own input; null if it takes it. */
function refusal(task: Task): string | null {
  const { issue } = issueOfTask({ task, oldId: task.id.id, number: null, why: null }, null);
  const parsed = ImportedIssue.safeParse(issue);
  const [problem] = parsed.error?.issues ?? [];
  return problem ? `${problem.path.join(".")}: ${problem.message}` : null;
}

function placesByOrdinal(tasks: readonly Task[]): Map<number, number> {
  const ordinals = [...new Set(tasks.flatMap((task) => task.ordinal ?? []))].sort((a, b) => a - b);
  return new Map(ordinals.map((ordinal, place) => [ordinal, place + 1]));
}

function planLinks({ tasks, find }: Numbering) {
  const danglingDependencies: Dangling[] = [];
  const danglingParents: Dangling[] = [];
  const [parents, blockers]: [Edge[], Edge[]] = [[], []];
  for (const { task, oldId } of tasks) {
    const parent = parentOf(task, find);
    if (parent) parents.push([oldId, parent.oldId]);
    else if (task.parent) danglingParents.push({ id: oldId, file: task.file, names: task.parent });
    for (const name of new Set(task.dependencies)) {
      const blocker = find(name);
      if (blocker) blockers.push([blocker.oldId, oldId]);
      else danglingDependencies.push({ id: oldId, file: task.file, names: name });
    }
    for (const name of new Set(task.blocks)) {
      const blocked = find(name);
      if (blocked) blockers.push([oldId, blocked.oldId]);
      else danglingDependencies.push({ id: name, file: task.file, names: oldId });
    }
  }
  const tree = withoutCycles(parents);
  const graph = withoutCycles([...new Map(blockers.map((edge) => [edge.join(" "), edge])).values()]);
  const parentById = new Map(tree.kept);
  const blockersById = new Map<string, string[]>();
  for (const [blocker, id] of graph.kept) blockersById.set(id, [...(blockersById.get(id) ?? []), blocker]);
  return {
    links: tasks.flatMap(({ oldId }) => {
      const [parent, blockedBy] = [parentById.get(oldId) ?? null, blockersById.get(oldId) ?? []];
      return parent || blockedBy.length > 0 ? [{ id: oldId, parent, blockedBy }] : [];
    }),
    danglingDependencies,
    danglingParents,
    cycles: [
      ...graph.refused.map(({ cycle }) => ({ kind: "dependency" as const, ids: cycle })),
      ...tree.refused.map(({ cycle }) => ({ kind: "parent" as const, ids: cycle })),
    ],
  };
}

/** The parent that a task names, or else the one that its dotted id implies. */
function parentOf(task: Task, find: Numbering["find"]): NumberedTask | null {
  if (task.parent) return find(task.parent);
  const dot = task.id.id.lastIndexOf(".");
  return task.id.numbers.length > 1 ? find(task.id.id.slice(0, dot)) : null;
}

function countMappings(issues: readonly { numbered: NumberedTask; issue: ImportedIssueInput }[]): ImportPlan["mapped"] {
  const counts = new Map<string, ImportPlan["mapped"][number]>();
  for (const { numbered, issue } of issues) {
    for (const field of ["status", "priority", "type"] as const) {
      const became = `${issue[field]}${field === "status" && issue.resolution ? ` (${issue.resolution})` : ""}`;
      const word = numbered.task[field] ?? "(none)";
      const known = counts.get(`${field} ${word} ${became}`);
      if (known) known.count++;
      else counts.set(`${field} ${word} ${became}`, { field, word, became, count: 1 });
    }
  }
  return [...counts.values()];
}

function countAssignees(tasks: readonly Task[]): ImportPlan["assignees"] {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const handles = handlesAmong(task.assignees).map((name) => name.replace(/^@/, "").toLowerCase());
    for (const handle of new Set(handles)) counts.set(handle, (counts.get(handle) ?? 0) + 1);
  }
  return [...counts].map(([handle, count]) => ({ handle, count })).sort((a, b) => b.count - a.count);
}

function otherFields(tasks: readonly Task[]): ImportPlan["otherFields"] {
  const files = new Map<string, string[]>();
  for (const { others, file } of tasks)
    for (const [field] of others) files.set(field, [...(files.get(field) ?? []), file]);
  return [...files].map(([field, all]) => ({ field, files: all })).sort((a, b) => b.files.length - a.files.length);
}
