import { existsSync, realpathSync } from "node:fs";
import { TurboError } from "#lib/core/errors";
import { engineOf } from "#lib/db/connect";
import { migrate, requireCurrentSchema, sqlitePath } from "#lib/db/migrate";
import { openSnapshot } from "#lib/db/portable/open";
import { type Filled, fillDatabase, type Progress, writeSearch } from "./fill-database.ts";

export interface CopyOptions {
  from: string;
  to: string;
  /** Take away first what the target holds. */
  replace: boolean;
  prismaFolder: string;
}

/** Copies a database, which may be in use, to another one of either engine. */
export async function copyDatabase(
  { from, to, replace, prismaFolder }: CopyOptions,
  progress: Progress,
): Promise<Filled> {
  requireTwo(from, to);
  await requireCurrentSchema(from, prismaFolder);
  await migrate(to, prismaFolder);
  const source = await openSnapshot(from);
  let filled: Filled;
  try {
    filled = await fillDatabase(to, source, { replace, progress });
  } finally {
    await source.close();
  }
  await writeSearch(to, progress);
  return filled;
}

/** PostgreSQL tells by a lock whether both are one database; files are looked at. */
function requireTwo(from: string, to: string): void {
  const files = [from, to].filter((url) => engineOf(url) === "sqlite").map(sqlitePath);
  const source = engineOf(from) === "sqlite" ? sqlitePath(from) : null;
  if (source && !existsSync(source)) {
    throw new TurboError("not_found", `There is no Turbo database at ${source}. Name one with --from.`);
  }
  const [one, other] = files.map((file) => (existsSync(file) ? realpathSync(file) : file));
  if (one !== undefined && one === other)
    throw new TurboError("refused", "The target is the source itself. Name another one with --to.");
}
