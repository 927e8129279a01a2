import { readChecklist } from "../checklist.ts";
import { readInstant } from "../instants.ts";
import { type CommentBlock, readComments } from "./comment-blocks.ts";
import { listField, readFrontMatter, textField } from "./front-matter.ts";
import type { Place, TaskFile } from "./read-folder.ts";
import { readSections } from "./sections.ts";
import { readTaskId, type TaskId } from "./task-id.ts";

/** A task as its file says it, nothing mapped yet. */
export interface Task {
  file: string;
  place: Place;
  id: TaskId;
  title: string;
  status: string | null;
  priority: string | null;
  type: string | null;
  assignees: string[];
  reporter: string | null;
  labels: string[];
  milestone: string | null;
  dependencies: string[];
  parent: string | null;
  ordinal: number | null;
  dueDate: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  completedAt: string | null;
  references: string[];
  documentation: string[];
  modifiedFiles: string[];
  criteria: { text: string; done: boolean }[];
  /** The criteria section as it stands, where it says more than its items. */
  criteriaText: string | null;
  description: string;
  definitionOfDone: string;
  plan: string;
  other: string;
  notes: string;
  finalSummary: string;
  comments: CommentBlock[];
  /** Fields that are there but could not be read. */
  unread: string[];
}

/** Reads one task file; answers why not where it is none. */
export function readTask({ file, place, text }: TaskFile): Task | { without: "id" } | { reason: string } {
  let front: ReturnType<typeof readFrontMatter>;
  try {
    front = readFrontMatter(text);
  } catch (error) {
    return { reason: `its YAML cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const id = front && textField(front.fields, "id");
  if (!front || !id) return { without: "id" };
  const { fields, body } = front;
  const { known, other } = readSections(body);
  const checklist = readChecklist(known.get("criteria") ?? "");
  const unread: string[] = [];
  const date = (name: string) => {
    const written = textField(fields, name);
    const instant = readInstant(written);
    if (written !== null && instant === null) unread.push(`${name} "${written}"`);
    return instant;
  };
  const ordinal = Number(textField(fields, "ordinal") ?? Number.NaN);
  return {
    file,
    place,
    id: readTaskId(id),
    title: (textField(fields, "title") ?? titleOf(file)).replace(/\s+/g, " "),
    status: textField(fields, "status"),
    priority: textField(fields, "priority"),
    type: textField(fields, "type"),
    assignees: listField(fields, "assignee"),
    reporter: textField(fields, "reporter"),
    labels: listField(fields, "labels"),
    milestone: textField(fields, "milestone"),
    dependencies: listField(fields, "dependencies"),
    parent: textField(fields, "parent_task_id"),
    ordinal: Number.isFinite(ordinal) ? ordinal : null,
    dueDate: (date("due_date") ?? date("dueDate"))?.slice(0, 10) ?? null,
    createdAt: date("created_date"),
    updatedAt: date("updated_date"),
    completedAt: date("completed_date"),
    references: listField(fields, "references"),
    documentation: listField(fields, "documentation"),
    modifiedFiles: listField(fields, "modified_files"),
    criteria: checklist.items,
    criteriaText: checklist.rest ? (known.get("criteria") ?? null) : null,
    description: known.get("description") ?? "",
    definitionOfDone: known.get("definition_of_done") ?? "",
    plan: known.get("plan") ?? "",
    other,
    notes: known.get("notes") ?? "",
    finalSummary: known.get("final_summary") ?? "",
    comments: readComments(known.get("comments") ?? ""),
    unread,
  };
}

/** The title in a file's name: `back-12 - Add-a-door.md`. */
function titleOf(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.md$/i, "");
  const words = name.replace(/^\S+ - /, "").replaceAll("-", " ");
  return words.trim() || name;
}
