import path from "node:path";
import { engineOf } from "../connect.ts";
import { extractBackup } from "./backup-file.ts";
import { checkSqlite } from "./check-sqlite.ts";
import type { Here } from "./here.ts";
import type { Manifest } from "./manifest.ts";
import { checkPostgres } from "./postgres-load.ts";

/** How far a backup was tried: restored into a scratch database, its dump listed, or all of its bytes read. */
export type Tried = "restored" | "listed" | "read";

export interface TriedBackup {
  manifest: Manifest;
  tried: Tried;
  /** Attached files whose content was lost or damaged before the backup was made, by hash. */
  lost: string[];
}

/** Reads a backup to its end, restores it into a scratch database and compares. Throws `refused` where it is not whole. */
export async function tryBackup(
  here: Here,
  file: string,
  { identity, work }: { identity: string | null; work: string },
): Promise<TriedBackup> {
  const folder = path.join(work, "tried");
  const { manifest, database, hashes, damaged } = await extractBackup(file, { identity, folder, contents: false });
  const lost = [...manifest.files.missing, ...damaged];
  if (manifest.engine === "sqlite") {
    checkSqlite(database, manifest, hashes);
    return { manifest, tried: "restored", lost };
  }
  const { url } = here.config.database;
  if (engineOf(url) !== "postgres") return { manifest, tried: "read", lost };
  return { manifest, tried: await checkPostgres(url, database, manifest, here), lost };
}
