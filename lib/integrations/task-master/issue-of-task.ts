import { ImportedIssue, type ImportedIssueInput } from "#lib/domain/imports/schema";
import { readChecklist } from "../checklist.ts";
import { criteriaThatFit } from "../criteria-that-fit.ts";
import { fitted } from "../fitted.ts";
import { handlesAmong } from "../handles-among.ts";
import { toldField } from "../told-field.ts";
import { labelsWithin, titleWithin } from "../within-limits.ts";
import { priorityOf, statusOf, typeOf } from "../words.ts";
import type { Task } from "./read-tasks.ts";

/** Characters of a test strategy that still reads as one criterion. */
const SHORT = 300;

export interface UnknownWord {
  field: "status" | "priority" | "type";
  word: string;
  taken: string;
}

export interface ReadIssue {
  issue: ImportedIssueInput;
  unknown: UnknownWord[];
  /** What could not be kept as it was, as sentences without a subject. */
  remarks: string[];
}

/** When the tasks of a list were made and last changed, as far as the list says it. */
export interface ListTimes {
  createdAt: string | null;
  updatedAt: string | null;
}

/** What one task becomes. */
export function issueOfTask(
  task: Task,
  { number, label, times }: { number: number | null; label: string | null; times: ListTimes },
): ReadIssue {
  const remarks = [...task.remarks];
  const words = translate(task);
  const title = titleWithin(task.title, remarks);
  const updatedAt = task.updatedAt ?? times.updatedAt;
  const { criteria, unclear } = criteriaOf(task);
  const kept = criteriaThatFit(criteria.map((text) => ({ text, done: words.fields.status === "done" })));
  const inFull = kept.length < criteria.length;
  if (inFull) remarks.push("has more than 100 criteria, or too long ones; all stand in the description");
  remarks.push(...unclear.map((item) => `its criterion "${item}" counts as open`));
  const { item: issue, remarks: unfit } = fitted<ImportedIssueInput>(ImportedIssue, {
    ...{ id: task.oldId, number, title, creator: null, comments: [], archived: false, place: null },
    description: descriptionOf(task, { wholeTitle: title !== task.title, inFull }),
    ...words.fields,
    labels: labelsWithin([...(label === null ? [] : [label]), ...task.labels], remarks),
    assignees: handlesAmong(task.assignees),
    estimate: task.estimate,
    criteria: kept,
    dueDate: task.dueDate,
    createdAt: task.createdAt ?? times.createdAt,
    updatedAt,
    completedAt: task.completedAt ?? (words.fields.status === "done" ? updatedAt : null),
  });
  return { issue, unknown: words.unknown, remarks: [...remarks, ...unfit] };
}

/** What is pending may be begun as soon as nothing blocks it. */
function translate(task: Task) {
  const [status, priority, type] = [statusOf(task.status ?? "pending"), priorityOf(task.priority), typeOf(task.type)];
  const unknown: UnknownWord[] = [];
  if (!status) unknown.push({ field: "status", word: task.status ?? "", taken: "backlog" });
  if (!priority) unknown.push({ field: "priority", word: task.priority ?? "", taken: "none" });
  if (!type) unknown.push({ field: "type", word: task.type ?? "", taken: "task" });
  return {
    fields: {
      ...(status ?? { status: "backlog" as const, resolution: null }),
      priority: priority ?? ("none" as const),
      type: type ?? ("task" as const),
    },
    unknown,
  };
}

function isShort(strategy: string): boolean {
  return strategy !== "" && strategy.length <= SHORT && !strategy.includes("\n");
}

/** What has to hold: the items of the acceptance criteria, and a test strategy that is one short line. */
function criteriaOf({ acceptanceCriteria, testStrategy }: Task): { criteria: string[]; unclear: string[] } {
  const { items, unclear } = readChecklist(acceptanceCriteria);
  const plain = items.length === 0 && isShort(acceptanceCriteria) ? [acceptanceCriteria] : [];
  const test = isShort(testStrategy) ? [`Test: ${testStrategy}`] : [];
  return { criteria: [...items.map(({ text }) => text), ...plain, ...test], unclear };
}

/** The task's own description, then what has no field of its own in Turbo, as Markdown. */
function descriptionOf(task: Task, { wholeTitle, inFull }: { wholeTitle: boolean; inFull: boolean }): string {
  const { acceptanceCriteria, testStrategy } = task;
  const { items, rest } = readChecklist(acceptanceCriteria);
  const toldWhole = inFull || rest || items.length === 0;
  const isCriterion = items.length === 0 && isShort(acceptanceCriteria);
  return [
    wholeTitle ? task.title : "",
    task.description,
    section("Details", task.details),
    section("Acceptance criteria in full", toldWhole && !isCriterion ? acceptanceCriteria : ""),
    section("Test strategy", isShort(testStrategy) ? "" : testStrategy),
    section("From Task Master", facts(task)),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function section(heading: string, text: string): string {
  return text === "" ? "" : `## ${heading}\n\n${text}`;
}

function facts({ list, path, others }: Task): string {
  return [`- Task ${path} of the list ${list}`, ...others.map(toldField)].join("\n");
}
