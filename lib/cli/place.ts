import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder of this copy of Turbo: the clone, or the built product. */
export function turboRoot(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "prisma/schema.prisma"))) return folder;
    if (folder === path.dirname(folder)) throw new Error("This copy of Turbo has no prisma folder: copy it again.");
  }
}

export const prismaFolder = () => path.join(turboRoot(), "prisma");

export const templatesFolder = () => path.join(turboRoot(), "templates");

export function turboVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(turboRoot(), "package.json"), "utf8")) as { version: string };
  return version;
}

/** Is this a clone with its sources, or the built product? */
export const hasSources = () => existsSync(path.join(turboRoot(), "lib/cli/main.ts"));

/** The server that Next built: beside the launcher in the built product, in the output folder of a clone. */
export function serverScript(): string {
  if (!hasSources()) return path.join(turboRoot(), "server.js");
  return path.join(turboRoot(), process.env.TURBO_DIST_DIR || ".next", "standalone/server.js");
}
