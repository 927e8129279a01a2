import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { takeFileLock } from "../file-lock.ts";

const WORK = ".work-";

/** Lends a folder for what is not whole yet, on the disk that it is meant for, and removes it whatever happens. */
export async function withWorkFolder<T>(beside: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(beside, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(beside, WORK));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets one process at a time change a folder of backups, after it cleared away what a killed one left. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const letGo = await takeFileLock(path.join(folder, ".lock"));
  if (!letGo) throw new TurboError("busy", "Another backup has been under way here for a minute. Wait for it.");
  try {
    for (const name of await readdir(folder)) {
      if (name.startsWith(WORK)) await rm(path.join(folder, name), { recursive: true, force: true });
    }
    return await work();
  } finally {
    letGo();
  }
}
