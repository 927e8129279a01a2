import type { Stats } from "node:fs";
import { chmod, lstat, readdir } from "node:fs/promises";
import path from "node:path";
import type { Config } from "#lib/core/config";
import { rotatedFiles } from "#lib/core/rotating-file";
import { engineOf } from "../connect.ts";
import { sqlitePath } from "../migrate.ts";

export interface MendedMode {
  file: string;
  from: string;
  to: string;
}

const FOLDER = 0o700;
const FILE = 0o600;
const LOG = 0o640;

/**
 * Takes away from Turbo's own folders and files the rights that others have on them: 700 for folders, 600 for files,
 * 640 for logs. Nothing is ever given more rights than it has. Answers what was changed.
 */
export async function mendModes(config: Config): Promise<MendedMode[]> {
  if (process.platform === "win32") return [];
  const { url } = config.database;
  const database =
    engineOf(url) === "sqlite" ? ["", "-wal", "-shm", ".migrate"].map((end) => sqlitePath(url) + end) : [];
  const logs = config.log.file ? rotatedFiles(config.log.file) : [];
  const mended = [
    ...(await mendTree(config.dataDirectory)),
    ...(await mendTree(config.backup.directory)),
    ...(await Promise.all([...database, path.join(config.home, "turbo.toml")].map((file) => narrow(file, FILE)))),
    ...(await Promise.all(logs.map((file) => narrow(file, LOG)))),
  ];
  return mended.filter((one) => one !== null);
}

/** A folder and what lies in it. Links are not followed. */
async function mendTree(folder: string): Promise<(MendedMode | null)[]> {
  const mended = [await narrow(folder, FOLDER)];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) mended.push(...(await mendTree(place)));
    else if (entry.isFile()) mended.push(await narrow(place, /\.log(\.|$)/.test(entry.name) ? LOG : FILE));
  }
  return mended;
}

async function narrow(place: string, most: number): Promise<MendedMode | null> {
  const found: Stats | null = await lstat(place).catch(() => null);
  if (!found || found.isSymbolicLink()) return null;
  const mode = found.mode & 0o7777;
  const wanted = mode & most;
  if (mode === wanted) return null;
  await chmod(place, wanted);
  return { file: place, from: mode.toString(8), to: wanted.toString(8) };
}
