import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { readManifest } from "./backup-file.ts";
import type { Manifest, Reason } from "./manifest.ts";
import { ENDING, readStem } from "./names.ts";

/** A file in the folder of backups. */
export interface ListedBackup {
  /** What it is called on the command line. */
  name: string;
  madeAt: Date;
  why: Reason;
  /** Of the file. */
  bytes: number;
  encrypted: boolean;
  /** What it says of itself; null where it is encrypted or cannot be read. */
  manifest: Manifest | null;
  /** Why it cannot be read; null where nothing is wrong with its begin. */
  problem: string | null;
  /** Absolute. */
  file: string;
}

/** The backups of a folder, newest first; none where there is no folder. */
export async function listBackups(folder: string): Promise<ListedBackup[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const listed = await Promise.all(
    names.filter((name) => ENDING.test(name) && !name.startsWith(".")).map((name) => listedOf(path.join(folder, name))),
  );
  return listed.filter((one) => one !== null).sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

async function listedOf(file: string): Promise<ListedBackup | null> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const name = path.basename(file).replace(ENDING, "");
  const encrypted = file.endsWith(".age");
  const said = readStem(name);
  let manifest: Manifest | null = null;
  let problem: string | null = null;
  try {
    if (!encrypted) manifest = await readManifest(file, null);
  } catch (error) {
    problem = error instanceof TurboError ? error.message : String(error);
  }
  const madeAt = manifest ? new Date(manifest.madeAt) : (said?.madeAt ?? found.mtime);
  return {
    name,
    madeAt,
    why: manifest?.why ?? said?.why ?? "manual",
    bytes: found.size,
    encrypted,
    manifest,
    problem,
    file,
  };
}

/** The backup that a name means: whole, or the part that somebody chose. Throws `not_found`. */
export async function findBackup(folder: string, name: string): Promise<ListedBackup> {
  const all = await listBackups(folder);
  const stem = path.basename(name).replace(ENDING, "");
  const exact = all.find((one) => one.name === stem);
  if (exact) return exact;
  const [first, ...others] = all.filter((one) => readStem(one.name)?.name === stem);
  if (first && others.length === 0) return first;
  if (first) {
    const names = [first, ...others].map((one) => one.name);
    throw new TurboError(
      "refused",
      `${names.length} backups are called "${stem}". Name one whole: ${names.join(", ")}.`,
    );
  }
  const hint = all.length > 0 ? " `turbo backup list` lists those that there are." : " There is none yet.";
  throw new TurboError("not_found", `There is no backup "${stem}" in ${folder}.${hint}`);
}

/** Removes the backups that `goes` chooses; answers them. */
export async function removeBackups(
  folder: string,
  goes: (all: readonly ListedBackup[]) => ListedBackup[],
): Promise<ListedBackup[]> {
  // A file that is neither readable nor named as Turbo names them may be anything.
  const isOurs = ({ name, manifest }: ListedBackup) => manifest !== null || readStem(name) !== null;
  const chosen = goes(await listBackups(folder)).filter(isOurs);
  for (const { file } of chosen) await rm(file);
  return chosen;
}
