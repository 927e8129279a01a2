import type { Config } from "#lib/core/config";
import { engineOf } from "../connect.ts";
import { readMigrations } from "../migrations.ts";
import type { Manifest } from "./manifest.ts";

/** The Turbo whose data is backed up and restored. */
export interface Here {
  config: Config;
  /** Folder of schema and migrations. */
  prismaFolder: string;
  version: string;
  /** Where programs are looked for, as PATH says it. */
  programs: string;
}

/** What a backup has to fit. */
export function knownHere({ config, prismaFolder }: Here): { engine: Manifest["engine"]; known: string[] } {
  const engine = engineOf(config.database.url);
  return { engine, known: readMigrations(prismaFolder, engine).map(({ name }) => name) };
}
