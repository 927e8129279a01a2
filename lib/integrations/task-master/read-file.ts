import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { isStorable } from "#lib/core/fields";
import { requireUtf8 } from "#lib/core/utf8";

/** One named list of tasks, as it stands in the file. */
export interface TaskList {
  name: string;
  tasks: readonly unknown[];
  metadata: Readonly<Record<string, unknown>>;
}

export interface TaskMasterFile {
  lists: TaskList[];
  /** Entries that are no lists, with the reason. */
  skipped: { what: string; reason: string }[];
}

/** Where Task Master keeps its file in a repository. */
const PLACES = [".taskmaster/tasks/tasks.json", "tasks/tasks.json", "tasks.json"];
/** Bytes; the largest lists known have 2 MB. */
const LARGEST_FILE = 100_000_000;
/** The name of the one list of files from before lists had names. */
const ONLY_LIST = "master";

/**
 * Reads a tasks.json of Task Master, with named lists or without; the path may name the repository that holds it.
 * Throws `not_found` and `invalid` for what is no such file.
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

function listsOf(content: unknown): TaskMasterFile {
  if (Array.isArray(content)) return { lists: [{ name: ONLY_LIST, tasks: content, metadata: {} }], skipped: [] };
  if (!isRecord(content)) return { lists: [], skipped: [] };
  if (Array.isArray(content.tasks)) {
    const metadata = isRecord(content.metadata) ? content.metadata : {};
    return { lists: [{ name: ONLY_LIST, tasks: content.tasks, metadata }], skipped: [] };
  }
  const found: TaskMasterFile = { lists: [], skipped: [] };
  for (const [name, list] of Object.entries(content)) {
    if (!isStorable(name))
      found.skipped.push({ what: name.toWellFormed(), reason: "has a name that cannot be stored" });
    else if (isRecord(list) && Array.isArray(list.tasks)) {
      found.lists.push({ name, tasks: list.tasks, metadata: isRecord(list.metadata) ? list.metadata : {} });
    } else found.skipped.push({ what: name, reason: "is no list of tasks" });
  }
  return found;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
