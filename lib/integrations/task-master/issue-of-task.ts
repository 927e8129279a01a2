import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import type { ImportedIssueInput } from "#lib/domain/imports/schema";
import { readChecklist } from "../checklist.ts";
import type { Task } from "./read-tasks.ts";

type Status = Pick<ImportedIssueInput, "status" | "resolution">;

/** Deferred and blocked tasks wait; what is pending may be begun as soon as nothing blocks it. */
const STATUSES: Readonly<Record<string, Status["status"]>> = {
  pending: "ready",
  todo: "ready",
  "in-progress": "in_progress",
  review: "review",
  done: "done",
  completed: "done",
  deferred: "backlog",
  blocked: "backlog",
  cancelled: "canceled",
  canceled: "canceled",
};
const PRIORITIES: Readonly<Record<string, ImportedIssueInput["priority"]>> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
};
const CRITERIA = 100;
/** Characters of a test strategy that still reads as one criterion. */
const SHORT = 300;

export interface UnknownWord {
  field: "status" | "priority";
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
  const remarks: string[] = [];
  const unknown: UnknownWord[] = [];
  const status = statusOf(task.status);
  const priority = task.priority === null ? "none" : known(PRIORITIES, task.priority);
  if (!status) unknown.push({ field: "status", word: task.status ?? "", taken: "backlog" });
  if (!priority) unknown.push({ field: "priority", word: task.priority ?? "", taken: "none" });
  const title = task.title.length > LIMITS.title ? `${cut(task.title, LIMITS.title - 1)}…` : task.title;
  if (title !== task.title)
    remarks.push("its title is longer than 200 characters; the whole stands in the description");
  const done = status?.status === "done";
  const criteria = criteriaOf(task);
  if (criteria.length > CRITERIA) remarks.push("has more than 100 criteria; all stand in the description");
  const updatedAt = task.updatedAt ?? times.updatedAt;
  return {
    unknown,
    remarks,
    issue: {
      id: task.oldId,
      number,
      title,
      description: descriptionOf(task, { wholeTitle: title !== task.title, inFull: criteria.length > CRITERIA }),
      type: "task",
      ...(status ?? { status: "backlog", resolution: null }),
      priority: priority ?? "none",
      labels: label === null ? [] : [label],
      assignees: [],
      creator: null,
      criteria: criteria.slice(0, CRITERIA).map((text) => ({ text, done })),
      comments: [],
      dueDate: null,
      archived: false,
      place: null,
      createdAt: times.createdAt,
      updatedAt,
      completedAt: done ? updatedAt : null,
    },
  };
}

function known<Word>(table: Readonly<Record<string, Word>>, word: string): Word | null {
  const folded = word.toLowerCase().replace(/[\s_]+/g, "-");
  return Object.hasOwn(table, folded) ? (table[folded] ?? null) : null;
}

function statusOf(word: string | null): Status | null {
  const status = known(STATUSES, word ?? "pending");
  return status && { status, resolution: status === "canceled" ? "wont_do" : null };
}

function isShort(strategy: string): boolean {
  return strategy !== "" && strategy.length <= SHORT && !strategy.includes("\n");
}

/** What has to hold: the items of the acceptance criteria, and a test strategy that is one short line. */
function criteriaOf({ acceptanceCriteria, testStrategy }: Task): string[] {
  const { items } = readChecklist(acceptanceCriteria);
  const plain = items.length === 0 && isShort(acceptanceCriteria) ? [acceptanceCriteria] : [];
  return [...items.map(({ text }) => text), ...plain, ...(isShort(testStrategy) ? [`Test: ${testStrategy}`] : [])];
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
  const lines = Object.entries(others).map(([name, value]) => {
    const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
    const said = typeof value === "object" ? `\`${JSON.stringify(value)}\`` : String(value);
    return `- ${words.charAt(0).toUpperCase()}${words.slice(1)}: ${said}`;
  });
  return [`- Task ${path} of the list ${list}`, ...lines].join("\n");
}
