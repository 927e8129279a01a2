import { existsSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Settings } from "../check.ts";
import type { GivenTruth } from "../truth.ts";
import { type Checked, checkRead, readMarkdown } from "./check-file.ts";
import type { Kept } from "./kept.ts";
import { knownBy } from "./known-by.ts";
import type { MarkdownFile } from "./markdown-files.ts";

export interface Progress {
  done: number;
  of: number;
  bytes: number;
}

interface Asked {
  settings: (path: string) => Settings;
  truth: GivenTruth;
  /** What was found before in texts that are the same. */
  kept: Kept | null;
  progress: (progress: Progress) => void;
  /** Threads beside this one; none below the number of files that are worth one. */
  threads?: number;
}

/** What a worker is started with. */
export interface WorkerData {
  settings: readonly Settings[];
  truth: GivenTruth;
}
/** What it is asked: files, and which of the settings is each one's. */
export type WorkerJob = readonly { place: string; settings: number }[];

/** Files that a worker takes at a time, and files that are worth starting one for. */
const AT_A_TIME = 8;
const WORTH_A_THREAD = 200;

/** Checks files; the answers are in their order, whoever came first. */
export async function checkFiles(
  files: readonly MarkdownFile[],
  { settings, truth, kept, progress, threads = 2 }: Asked,
): Promise<Checked[]> {
  const answers: (Checked | undefined)[] = Array.from({ length: files.length });
  const told = { done: 0, of: files.length, bytes: 0 };
  const answer = (at: number, checked: Checked) => {
    answers[at] = checked;
    told.done++;
    if ("bytes" in checked) told.bytes += checked.bytes;
    progress(told);
  };
  const open: number[] = [];
  for (const [at, file] of files.entries()) {
    const known = kept?.find(file.place, settings(file.path));
    if (known) answer(at, known);
    else open.push(at);
  }
  const script = path.join(import.meta.dirname, "validate-worker.mjs");
  const share = (at: number, checked: Checked) => {
    kept?.add(checked, settings(files[at]?.path ?? ""));
    answer(at, checked);
  };
  if (open.length >= WORTH_A_THREAD && threads > 1 && existsSync(script))
    await inThreads(script, { files, open, settings, truth, threads }, share);
  else {
    const known = await knownBy(truth);
    for (const at of open) {
      const { place = "", path = "" } = files[at] ?? {};
      share(at, checkRead(readMarkdown(place), settings(path), known));
    }
  }
  return answers.map((checked) => checked ?? { reason: "was not checked" });
}

async function inThreads(
  script: string,
  {
    files,
    open,
    settings,
    truth,
    threads,
  }: Pick<Asked, "settings" | "truth"> & { files: readonly MarkdownFile[]; open: readonly number[]; threads: number },
  answer: (at: number, checked: Checked) => void,
): Promise<void> {
  const all = [...new Set(open.map((at) => settings(files[at]?.path ?? "")))];
  const data: WorkerData = { settings: all, truth };
  let next = 0;
  const take = () => {
    next += AT_A_TIME;
    return open.slice(next - AT_A_TIME, next);
  };
  const job = (ats: readonly number[]): WorkerJob =>
    ats.map((at) => {
      const { place = "", path = "" } = files[at] ?? {};
      return { place, settings: all.indexOf(settings(path)) };
    });
  await Promise.all(
    Array.from(
      { length: threads },
      () =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(script, { workerData: data });
          let mine = take();
          worker.on("error", reject);
          worker.on("message", (checked: Checked[]) => {
            for (const [place, at] of mine.entries()) answer(at, checked[place] as Checked);
            mine = take();
            if (mine.length > 0) worker.postMessage(job(mine));
            else void worker.terminate().then(() => resolve());
          });
          if (mine.length > 0) worker.postMessage(job(mine));
          else void worker.terminate().then(() => resolve());
        }),
    ),
  );
}
