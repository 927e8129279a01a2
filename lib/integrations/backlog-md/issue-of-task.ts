import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { ImportedIssue, type ImportedIssueInput } from "#lib/domain/imports/schema";
import { criteriaThatFit } from "../criteria-that-fit.ts";
import { fitted } from "../fitted.ts";
import { handlesAmong, isHandle } from "../handles-among.ts";
import { labelsWithin, titleWithin } from "../within-limits.ts";
import { priorityOf, statusOf, typeOf } from "../words.ts";
import { descriptionOf } from "./description.ts";
import { isDraft, type NumberedTask } from "./numbering.ts";
import type { Task } from "./read-task.ts";

/** Room for a heading below the limit of a comment. */
const COMMENT_PART = LIMITS.text - 1000;
/** As many as an issue takes. */
const [CRITERIA, COMMENTS] = [100, 200];

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
  const remarks = [...task.remarks];
  const words = translate(task);
  const title = titleWithin(task.title, remarks);
  const criteria = criteriaThatFit(task.criteria);
  if (criteria.length < task.criteria.length)
    remarks.push(`has more than ${CRITERIA} criteria, or too long ones; the rest stands in the description`);
  const labels = labelsWithin(task.labels, remarks);
  const comments = commentsOf(task);
  if (comments.length > COMMENTS)
    remarks.push(`has more than ${COMMENTS} comments; the last ${comments.length - COMMENTS} were left out`);
  const reporters = task.reporter === null ? [] : [task.reporter];
  for (const name of [...task.assignees, ...reporters].filter((one) => !isHandle(one))) {
    const short = name.length > 40 ? `${cut(name, 40)}…` : name;
    remarks.push(`"${short}" is no handle of a person; it stands in the description`);
  }
  const { item: issue, remarks: unfit } = fitted<ImportedIssueInput>(ImportedIssue, {
    id: oldId,
    number,
    title,
    description: descriptionOf(task, {
      title: title === task.title ? null : task.title,
      criteria: task.criteria.slice(criteria.length),
    }),
    ...words.fields,
    estimate: task.estimate,
    labels,
    assignees: handlesAmong(task.assignees),
    creator: handlesAmong(reporters)[0] ?? null,
    criteria,
    comments: comments.slice(0, COMMENTS),
    dueDate: task.dueDate,
    archived: task.place.startsWith("archive/"),
    place,
    createdAt: task.createdAt,
    updatedAt: task.updatedAt,
    completedAt: task.completedAt,
  });
  return { remarks: [...remarks, ...unfit], unknown: words.unknown, issue };
}

/** A task in completed/ that does not say how it stands is done; what lies among the drafts is not ready. */
function standing({ status, place }: Task): ReturnType<typeof statusOf> {
  const found = statusOf(status ?? (place === "completed" ? "done" : "draft"));
  return found?.status === "ready" && isDraft(place) ? { ...found, status: "backlog" } : found;
}

function translate(task: Task): {
  fields: Pick<ImportedIssue, "status" | "resolution" | "priority" | "type">;
  unknown: UnknownWord[];
} {
  const [status, priority, type] = [standing(task), priorityOf(task.priority), typeOf(task.type)];
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

function commentsOf(task: Task): ImportedIssueInput["comments"] {
  const parts = (heading: string, text: string) =>
    inParts(text).map((part, place) => ({
      body: `**${heading}${place > 0 ? ", continued" : ""}**\n\n${part}`,
      author: null,
      createdAt: null,
    }));
  const spoken = task.comments.flatMap(({ author, createdAt, body }) => {
    const known = author !== null && isHandle(author);
    return inParts(known || author === null ? body : `**${author}:**\n\n${body}`).map((part) => ({
      body: part,
      author: known ? author : null,
      createdAt,
    }));
  });
  return [...parts("Implementation notes", task.notes), ...spoken, ...parts("Final summary", task.finalSummary)];
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
