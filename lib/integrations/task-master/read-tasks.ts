import { isDeep } from "#lib/core/json-value";
import { readInstant } from "../instants.ts";
import { isRecord, type TaskList, type TaskMasterFile } from "./read-file.ts";

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
  /** As written: 12, 12.3, or within a task the number of a part beside it. */
  dependencies: string[];
  updatedAt: string | null;
  /** Fields that Task Master's tools or people added. */
  others: Readonly<Record<string, unknown>>;
  again: boolean;
}

export interface ReadTasks {
  tasks: Task[];
  skipped: TaskMasterFile["skipped"];
}

const KNOWN = new Set([
  "id",
  "title",
  "description",
  "details",
  "testStrategy",
  "acceptanceCriteria",
  "status",
  "priority",
  "dependencies",
  "subtasks",
  "updatedAt",
  // They say again where a subtask stands.
  "parentTaskId",
  "parentId",
  "parentTask",
  "isSubtask",
]);

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
  for (const [place, part] of parts.entries()) {
    const id = isRecord(part) ? idOf(part.id) : null;
    const title = isRecord(part) ? text(part.title).replace(/\s+/g, " ") : "";
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
    read.tasks.push({ list, path, oldId, parent, title, again: oldId !== wanted, ...said(part) });
    if (Array.isArray(part.subtasks)) readParts(part.subtasks, { ...around, parent: { path, oldId } });
  }
}

function said(part: Readonly<Record<string, unknown>>) {
  const written = text(part.updatedAt);
  const others = Object.entries(part).filter(
    ([name, value]) => !KNOWN.has(name) && value !== null && value !== undefined && value !== "",
  );
  return {
    description: text(part.description),
    details: text(part.details),
    testStrategy: text(part.testStrategy),
    acceptanceCriteria: text(part.acceptanceCriteria),
    status: text(part.status) || null,
    priority: text(part.priority) || null,
    dependencies: Array.isArray(part.dependencies) ? part.dependencies.map((one) => idOf(one) ?? String(one)) : [],
    updatedAt: readInstant(written || null),
    others: Object.fromEntries(others),
  };
}

/** A text as it stands, without the white space around it; a list of texts as bullets. */
function text(value: unknown): string {
  if (Array.isArray(value))
    return value.map((item) => `- ${typeof item === "string" ? item : JSON.stringify(item)}`).join("\n");
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
