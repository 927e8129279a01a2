import { type Config, readConfig } from "#lib/core/config";
import type { Here } from "#lib/db/backup/here";
import { prismaFolder, turboVersion } from "./place.ts";

/** This Turbo and its settings, as backups and the care of its data take it. */
export const here = (): Here => hereWith(readConfig({ cwd: process.cwd(), env: process.env }).config);

export function hereWith(config: Config): Here {
  return { config, prismaFolder: prismaFolder(), version: turboVersion(), programs: process.env.PATH ?? "" };
}
