import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { ImportedIssue, ImportedIssueInput } from "#lib/domain/imports/schema";
import { descriptionOf } from "./description.ts";
import { priorityOf, statusOf, typeOf } from "./in-turbos-words.ts";
import { isDraft, type NumberedTask } from "./numbering.ts";
import type { Task } from "./read-task.ts";

const HANDLE = /^@?[a-z0-9][a-z0-9._-]{0,38}$/i;
/** Room for a heading below the limit of a comment. */
const COMMENT_PART = LIMITS.text - 1000;
const CRITERIA = 100;

/** A word that Turbo does not know, and what it was taken for. */
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

/** What one task becomes; `place` is its place by ordinal. */
export function issueOfTask({ task, oldId, number }: NumberedTask, place: number | null): ReadIssue {
  const remarks = task.unread.map((field) => `${field} is not a date and was left out`);
  const words = translate(task);
  const labels = labelsOf(task);
  const createdAt = task.createdAt;
  const updatedAt = task.updatedAt ?? createdAt;
  const title = task.title.length > LIMITS.title ? `${cut(task.title, LIMITS.title - 1)}…` : task.title;
  if (title !== task.title)
    remarks.push("its title is longer than 200 characters; the whole stands in the description");
  if (task.criteria.length > CRITERIA) remarks.push("has more than 100 criteria; the rest stands in the description");
  return {
    remarks,
    unknown: words.unknown,
    issue: {
      id: oldId,
      number,
      title,
      description: descriptionOf(task, {
        title: title === task.title ? null : task.title,
        criteria: task.criteria.slice(CRITERIA),
      }),
      ...words.fields,
      labels: labels.slice(0, 50),
      assignees: task.assignees.filter((handle) => HANDLE.test(handle)),
      creator: task.reporter && HANDLE.test(task.reporter) ? task.reporter : null,
      criteria: task.criteria.slice(0, CRITERIA),
      comments: commentsOf(task, updatedAt ?? "1970-01-01T00:00:00.000Z"),
      dueDate: task.dueDate,
      archived: task.place.startsWith("archive/"),
      place,
      createdAt,
      updatedAt,
      completedAt: task.completedAt,
    },
  };
}

function translate(task: Task): {
  fields: Pick<ImportedIssue, "status" | "resolution" | "priority" | "type">;
  unknown: UnknownWord[];
} {
  const status = statusOf(task.status, isDraft(task.place));
  const priority = priorityOf(task.priority);
  const type = typeOf(task.type);
  const unknown: UnknownWord[] = [];
  if (!status) unknown.push({ field: "status", word: task.status ?? "", taken: "backlog" });
  if (!priority) unknown.push({ field: "priority", word: task.priority ?? "", taken: "none" });
  if (!type) unknown.push({ field: "type", word: task.type ?? "", taken: "task" });
  return {
    fields: {
      ...(status ?? { status: "backlog", resolution: null }),
      priority: priority ?? "none",
      type: type ?? "task",
    },
    unknown,
  };
}

/** Turbo's labels hold no comma and 80 characters at most. */
function labelsOf(task: Task): string[] {
  const names = task.labels.map((name) => cut(name.replace(/\s*,\s*/g, " / "), LIMITS.name).trim());
  return names.filter((name, at) => name !== "" && names.findIndex((other) => fold(other) === fold(name)) === at);
}

function commentsOf(task: Task, at: string): ImportedIssueInput["comments"] {
  const parts = (heading: string, text: string) =>
    inParts(text).map((part, place) => ({
      body: `**${heading}${place > 0 ? ", continued" : ""}**\n\n${part}`,
      author: null,
      createdAt: at,
    }));
  const spoken = task.comments.flatMap(({ author, createdAt, body }) => {
    const known = author !== null && HANDLE.test(author);
    return inParts(known || author === null ? body : `**${author}:**\n\n${body}`).map((part) => ({
      body: part,
      author: known ? author : null,
      createdAt: createdAt ?? at,
    }));
  });
  return [...parts("Implementation notes", task.notes), ...spoken, ...parts("Final summary", task.finalSummary)].slice(
    0,
    200,
  );
}

/** A text in parts that fit into comments, cut at the ends of lines where there are any. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > COMMENT_PART) {
    const line = rest.lastIndexOf("\n", COMMENT_PART);
    const end = line > COMMENT_PART / 2 ? line : COMMENT_PART;
    const part = cut(rest, end);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return rest.trim() === "" ? parts : [...parts, rest];
}
