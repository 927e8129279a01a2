import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { isStorable } from "#lib/core/fields";
import { requireUtf8 } from "#lib/core/utf8";
import { isRecord, isTask, partsOf } from "./parts-of.ts";

/** One named list of tasks, as it stands in the file. */
export interface TaskList {
  name: string;
  tasks: readonly unknown[];
  metadata: Readonly<Record<string, unknown>>;
}

export interface TaskMasterFile {
  lists: TaskList[];
  /** What is no list, or none of the file's tasks, with the reason. */
  skipped: { what: string; reason: string }[];
}

/** Where Task Master keeps its file in a repository. */
const PLACES = [".taskmaster/tasks/tasks.json", "tasks/tasks.json", "tasks.json"];
/** Bytes; the largest lists known have 2 MB. */
const LARGEST_FILE = 100_000_000;
/** The name of the one list of files from before lists had names. */
const ONLY_LIST = "master";

/**
 * Reads a tasks.json of Task Master, with named lists, without, or with both; the path may name the repository that holds
 * it. Throws `not_found` and `invalid` for what is no such file.
 */
export function readTaskMasterFile(given: string): TaskMasterFile {
  const file = findFile(path.resolve(given));
  let content: unknown;
  try {
    content = JSON.parse(requireUtf8(readFileSync(file), file));
  } catch (error) {
    if (error instanceof TurboError) throw error;
    throw new TurboError("invalid", `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const found = listsOf(content);
  if (found.lists.length > 0) return found;
  throw new TurboError("invalid", `${file} holds no list of tasks. Name the tasks.json of Task Master.`);
}

function findFile(given: string): string {
  const about = statSync(given, { throwIfNoEntry: false });
  if (!about) throw new TurboError("not_found", `There is no file ${given}.`);
  const candidates = about.isDirectory() ? PLACES.map((place) => path.join(given, place)) : [given];
  const file = candidates.find((one) => statSync(one, { throwIfNoEntry: false })?.isFile());
  if (!file) throw new TurboError("not_found", `${given} holds none of ${PLACES.join(", ")}.`);
  const { size } = statSync(file);
  if (size <= LARGEST_FILE) return file;
  throw new TurboError("invalid", `${file} has ${Math.round(size / 1_000_000)} MB; the limit is 100 MB.`);
}

/** Each name that holds tasks is a list; before lists had names, tasks and metadata stood at the top: that is master. */
function listsOf(content: unknown): TaskMasterFile {
  const found: TaskMasterFile = { lists: [], skipped: [] };
  if (Array.isArray(content)) return listsOf({ tasks: content });
  if (!isRecord(content)) return found;
  const unnamed = isRecord(content.tasks) && Object.hasOwn(content.tasks, "tasks") ? null : partsOf(content.tasks ?? 0);
  if (unnamed) {
    const metadata = isRecord(content.metadata) ? content.metadata : {};
    found.lists.push({ name: Object.hasOwn(content, ONLY_LIST) ? "tasks" : ONLY_LIST, tasks: unnamed, metadata });
  }
  for (const [name, value] of Object.entries(content)) {
    if (unnamed && ["tasks", "metadata"].includes(name)) continue;
    const tasks = tasksOf(value);
    if (!isStorable(name))
      found.skipped.push({ what: name.toWellFormed(), reason: "has a name that cannot be stored" });
    else if (tasks) found.lists.push({ name, tasks, metadata: metadataOf(value) });
    else found.skipped.push({ what: name, reason: "is no list of tasks" });
  }
  return found;
}

function tasksOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.length === 0 || value.some(isTask) ? value : null;
  if (!isRecord(value)) return null;
  if (value.tasks !== null && value.tasks !== undefined) return partsOf(value.tasks);
  return Object.keys(value).length > 0 && !isTask(value) ? partsOf(value) : null;
}

/** What a list says of itself, beside its tasks. */
function metadataOf(value: unknown): TaskList["metadata"] {
  if (!isRecord(value) || !Object.hasOwn(value, "tasks")) return {};
  const { tasks: _, metadata, ...others } = value;
  return isRecord(metadata) ? { ...others, ...metadata } : others;
}
