import { cut } from "#lib/core/cut";
import { isDeep } from "#lib/core/json-value";
import { readFields } from "../field-reader.ts";
import { isRecord, partsOf } from "./parts-of.ts";
import type { TaskList, TaskMasterFile } from "./read-file.ts";

/** A task or subtask as the file says it, nothing mapped yet. */
export interface Task {
  list: string;
  /** Its numbers from the top of the list down: 12, 12.3. */
  path: string;
  /** What it is called beside its key: MASTER:12.3, with -2 and so on for later uses of one. */
  oldId: string;
  /** The task that it is a part of: path and old id. */
  parent: { path: string; oldId: string } | null;
  title: string;
  description: string;
  details: string;
  testStrategy: string;
  acceptanceCriteria: string;
  status: string | null;
  priority: string | null;
  type: string | null;
  labels: string[];
  assignees: string[];
  estimate: number | null;
  dueDate: string | null;
  /** As written: 12, 12.3, or within a task the number of a part beside it. */
  dependencies: string[];
  createdAt: string | null;
  updatedAt: string | null;
  completedAt: string | null;
  /** Fields that Task Master's tools or people added. */
  others: [name: string, value: unknown][];
  /** What could not be kept as it was, as sentences without a subject. */
  remarks: string[];
  again: boolean;
}

export interface ReadTasks {
  tasks: Task[];
  skipped: TaskMasterFile["skipped"];
}

/** Fields of whole texts, and those that make a task one. */
const OWN = ["id", "title", "description", "details", "testStrategy", "acceptanceCriteria", "subtasks"];
/** They say again where a subtask stands. */
const ABOVE = ["parentTaskId", "parentId", "parentTask", "isSubtask"];
/** Characters of a title that is made of a longer text. */
const TITLE = 120;

/** All tasks of a list with their parts, each right before its own parts. What is none is named. */
export function readTasks(list: TaskList, used: Set<string>): ReadTasks {
  const read: ReadTasks = { tasks: [], skipped: [] };
  readParts(list.tasks, { list: list.name, parent: null, used, read });
  return read;
}

interface Around {
  list: string;
  parent: Task["parent"];
  used: Set<string>;
  read: ReadTasks;
}

function readParts(parts: readonly unknown[], around: Around): void {
  const { list, parent, used, read } = around;
  for (const [place, given] of parts.entries()) {
    // Of a subtask some write nothing but its title.
    const part = typeof given === "string" && parent !== null ? { id: place + 1, title: given } : given;
    const id = isRecord(part) ? idOf(part.id) : null;
    const title = isRecord(part) ? titleOf(part) : "";
    const deep = parent === null && isDeep(part);
    if (!isRecord(part) || id === null || title === "" || deep) {
      const lacking = `has no ${id === null ? "id" : "title"}`;
      const reason = deep ? "is nested too deep" : isRecord(part) ? lacking : "is no task";
      read.skipped.push({ what: `${list}:${parent ? `${parent.path}.` : ""}${id ?? `#${place + 1}`}`, reason });
      continue;
    }
    // Subtasks are numbered within their task; some tools write the whole path.
    const path = parent === null || id.startsWith(`${parent.path}.`) ? id : `${parent.path}.${id}`;
    const wanted = `${list}:${path}`.toUpperCase();
    const oldId = freeId(wanted, used);
    used.add(oldId);
    const said = readSaid(part, parent !== null);
    if (text(part.title) === "") said.remarks.push("has no title; the first sentence of its text is taken");
    read.tasks.push({ list, path, oldId, parent, title, again: oldId !== wanted, ...said });
    const below = partsOf(part.subtasks);
    if (below) readParts(below, { ...around, parent: { path, oldId } });
    else
      read.skipped.push({
        what: `${list}:${path}.subtasks`,
        reason: `are no tasks: ${JSON.stringify(part.subtasks).slice(0, 80)}`,
      });
  }
}

function readSaid(part: Readonly<Record<string, unknown>>, isSubtask: boolean) {
  const fields = readFields(part, isSubtask ? [...OWN, ...ABOVE] : OWN);
  const assignees = fields.list("assignee", "names");
  return {
    description: text(part.description),
    details: text(part.details),
    testStrategy: text(part.testStrategy),
    acceptanceCriteria: text(part.acceptanceCriteria),
    status: fields.text("status"),
    priority: fields.text("priority"),
    type: fields.text("type"),
    labels: fields.list("labels", "names"),
    assignees,
    estimate: fields.number("estimate"),
    dependencies: fields.list("dependencies", "ids"),
    dueDate: fields.date("due")?.slice(0, 10) ?? null,
    createdAt: fields.date("created"),
    updatedAt: fields.date("updated"),
    completedAt: fields.date("completed"),
    // Whoever it is assigned to may be nobody here.
    others: [...fields.unread(), ...(assignees.length > 0 ? [["assignee", assignees] as [string, unknown]] : [])],
    remarks: fields.remarks,
  };
}

/** The title, else the first sentence of what the task says. */
function titleOf(part: Readonly<Record<string, unknown>>): string {
  const title = text(part.title).replace(/\s+/g, " ");
  if (title !== "") return title;
  const said = cut((text(part.description) || text(part.details)).slice(0, 1000), 500)
    .replace(/\s+/g, " ")
    .trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(said)?.[0] ?? said;
  return sentence.length > TITLE ? `${cut(sentence, TITLE - 1)}…` : sentence;
}

/** A text as it stands, without the white space around it; a list of texts as bullets, an object as JSON. */
function text(value: unknown): string {
  if (Array.isArray(value))
    return value.map((item) => `- ${typeof item === "string" ? item : JSON.stringify(item)}`).join("\n");
  if (isRecord(value))
    return Object.keys(value).length > 0 ? `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`` : "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : "";
}

function idOf(value: unknown): string | null {
  const id = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  return id === "" || /\s/.test(id) || id.length > 80 ? null : id;
}

function freeId(id: string, used: ReadonlySet<string>): string {
  if (!used.has(id)) return id;
  for (let use = 2; ; use++) if (!used.has(`${id}-${use}`)) return `${id}-${use}`;
}
