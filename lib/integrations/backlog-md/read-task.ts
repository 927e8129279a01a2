import { readChecklist } from "../checklist.ts";
import { readFields } from "../field-reader.ts";
import { type CommentBlock, readComments } from "./comment-blocks.ts";
import { readFrontMatter } from "./front-matter.ts";
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
  /** Tasks that wait for this one. */
  blocks: string[];
  parent: string | null;
  ordinal: number | null;
  estimate: number | null;
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
  /** Fields that Turbo has no place for. */
  others: [name: string, value: unknown][];
  /** What could not be kept as it was, as sentences without a subject. */
  remarks: string[];
}

/** Reads one task file; answers why not where it is none. */
export function readTask({ file, place, text }: TaskFile): Task | { without: "id" } | { reason: string } {
  let front: ReturnType<typeof readFrontMatter>;
  try {
    front = readFrontMatter(text);
  } catch (error) {
    return { reason: `its YAML cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const fields = readFields(front?.fields ?? {});
  const id = fields.text("id");
  if (!front || !id) return { without: "id" };
  const { known, other } = readSections(front.body);
  const said = (section: Parameters<typeof known.get>[0]) => known.get(section) ?? "";
  const checklist = readChecklist(said("criteria"));
  return {
    ...{ file, place, id: readTaskId(id) },
    title: fields.text("title") ?? titleOf(file),
    status: fields.text("status"),
    priority: fields.text("priority"),
    type: fields.text("type"),
    assignees: fields.list("assignee", "names"),
    reporter: fields.text("reporter"),
    labels: fields.list("labels", "names"),
    milestone: fields.text("milestone"),
    dependencies: fields.list("dependencies", "ids"),
    blocks: fields.list("blocks", "ids"),
    parent: fields.text("parent"),
    ordinal: fields.number("ordinal"),
    estimate: fields.number("estimate"),
    dueDate: fields.date("due")?.slice(0, 10) ?? null,
    createdAt: fields.date("created"),
    updatedAt: fields.date("updated"),
    completedAt: fields.date("completed"),
    references: fields.list("references", "lines"),
    documentation: fields.list("documentation", "lines"),
    modifiedFiles: fields.list("modifiedFiles", "lines"),
    criteria: checklist.items,
    criteriaText: checklist.rest ? said("criteria") : null,
    description: said("description"),
    definitionOfDone: said("definition_of_done"),
    plan: said("plan"),
    other,
    notes: said("notes"),
    finalSummary: said("final_summary"),
    comments: readComments(said("comments")),
    others: fields.unread(),
    remarks: [...fields.remarks, ...checklist.unclear.map((item) => `its criterion "${item}" counts as open`)],
  };
}

/** The title in a file's name: `back-12 - Add-a-door.md`. */
function titleOf(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.(md|markdown)$/i, "");
  const words = name.replace(/^\S+ - /, "").replaceAll("-", " ");
  return words.trim() || name;
}
