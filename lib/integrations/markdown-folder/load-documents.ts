import { TurboError } from "#lib/core/errors";
import type { Uploaded } from "#lib/domain/documents/schema";
import { uploadDocument } from "#lib/domain/documents/upload-document";
import type { Perform } from "#lib/integrations/carry-out";
import { readMarkdownFolder } from "./read-folder.ts";

export interface LoadOptions {
  /** Key or id of the project that takes the documents. */
  project: string;
  mode?: "upsert" | "skip" | "create_new";
  dryRun?: boolean;
}

/** What loading a folder did, or would do. */
export interface LoadReport {
  folder: string;
  dryRun: boolean;
  files: number;
  outcomes: Record<Uploaded["outcome"], { path: string; key: string | null; why: string | null }[]>;
  /** Files that were not read or were refused. */
  broken: { path: string; reason: string }[];
}

/** Refusals of one file, after which the others go on. */
const OF_ONE_FILE = ["invalid", "refused", "conflict", "too_large"];

/** Loads the Markdown files of a folder as documents; its folders become the tree. Nothing is loaded twice. */
export async function loadDocuments(
  folder: string,
  { project, mode, dryRun = false }: LoadOptions,
  perform: Perform,
  progress: (text: string) => void,
): Promise<LoadReport> {
  progress(`Reading ${folder}`);
  const { files, skipped } = readMarkdownFolder(folder);
  const report: LoadReport = {
    folder,
    dryRun,
    files: files.length,
    outcomes: { created: [], updated: [], unchanged: [], skipped: [] },
    broken: skipped.map(({ file, reason }) => ({ path: file, reason })),
  };
  const keys = new Map<string, string>();
  for (const [place, file] of files.entries()) {
    if (place % 20 === 0) progress(`${dryRun ? "Looking at" : "Loading"} ${place + 1} of ${files.length} documents`);
    const { path, text } = file;
    const parent = keys.get(file.parent ?? "");
    const input = { project, path, text, dryRun, ...(mode ? { mode } : {}), ...(parent ? { parent } : {}) };
    try {
      const { outcome, why, document } = await perform(uploadDocument, input);
      report.outcomes[outcome].push({ path, key: document?.key ?? null, why });
      if (document?.shelf === "live") keys.set(path, document.key);
    } catch (error) {
      if (!(error instanceof TurboError) || !OF_ONE_FILE.includes(error.code)) throw error;
      report.broken.push({ path, reason: error.fields[0]?.message ?? error.message });
    }
  }
  return report;
}
