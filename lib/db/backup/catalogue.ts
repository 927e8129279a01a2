import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { readManifest } from "./backup-file.ts";
import type { BackupStore, StoredFile } from "./backup-store.ts";
import type { Manifest, Reason } from "./manifest.ts";
import { ENDING, readStem } from "./names.ts";

/** A file among the backups. */
export interface ListedBackup {
  /** What it is called on the command line. */
  name: string;
  madeAt: Date;
  why: Reason;
  /** Of the file. */
  bytes: number;
  encrypted: boolean;
  /** What it says of itself; null where it is encrypted, elsewhere, or cannot be read. */
  manifest: Manifest | null;
  /** Why it cannot be read; null where nothing is wrong with its begin. */
  problem: string | null;
  /** Its name in the store. */
  file: string;
  /** Path or address of the file. */
  address: string;
}

/** The backups that are kept, newest first. */
export async function listBackups(store: BackupStore): Promise<ListedBackup[]> {
  const listed = await Promise.all((await store.list()).map((stored) => listedOf(store, stored)));
  return listed.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

async function listedOf(store: BackupStore, { name: file, bytes, modifiedAt }: StoredFile): Promise<ListedBackup> {
  const name = file.replace(ENDING, "");
  const encrypted = file.endsWith(".age");
  const said = readStem(name);
  let manifest: Manifest | null = null;
  let problem: string | null = null;
  try {
    if (store.isNear && !encrypted) manifest = await readManifest(store.addressOf(file), null);
  } catch (error) {
    problem = error instanceof TurboError ? error.message : String(error);
  }
  const madeAt = manifest ? new Date(manifest.madeAt) : (said?.madeAt ?? modifiedAt);
  const why = manifest?.why ?? said?.why ?? "manual";
  return { name, madeAt, why, bytes, encrypted, manifest, problem, file, address: store.addressOf(file) };
}

/** The backup that a name means: whole, or the part that somebody chose. Throws `not_found`. */
export async function findBackup(store: BackupStore, name: string): Promise<ListedBackup> {
  const all = await listBackups(store);
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
  throw new TurboError("not_found", `There is no backup "${stem}".${hint}`);
}

/** Removes the backups that `goes` chooses; answers them. */
export async function removeBackups(
  store: BackupStore,
  goes: (all: readonly ListedBackup[]) => ListedBackup[],
): Promise<ListedBackup[]> {
  // A file that is neither readable nor named as Turbo names them may be anything.
  const isOurs = ({ name, manifest }: ListedBackup) => manifest !== null || readStem(name) !== null;
  const chosen = goes(await listBackups(store)).filter(isOurs);
  for (const { file } of chosen) await store.remove(file);
  return chosen;
}
