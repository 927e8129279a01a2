import { TurboError } from "#lib/core/errors";
import { migrate, schemaState } from "#lib/db/migrate";
import { readMigrations } from "#lib/db/migrations";
import { type Filled, fillDatabase, type Progress, writeSearch } from "./fill-database.ts";
import type { Manifest } from "./manifest.ts";
import { openArchive } from "./read-archive.ts";
import type { Product } from "./write-archive.ts";

export interface ImportedArchive extends Filled {
  manifest: Pick<Manifest, "product" | "createdAt" | "engine">;
}

interface ImportOptions {
  url: string;
  /** Take away first what the database holds. */
  replace: boolean;
  product: Product;
}

/** Puts everything of an archive into a database, after all of the archive was checked. */
export async function importArchive(
  file: string,
  { url, replace, product }: ImportOptions,
  progress: Progress = () => undefined,
): Promise<ImportedArchive> {
  const archive = await openArchive(file, product, progress);
  const { manifest } = archive;
  let filled: Filled;
  try {
    await bringTo(url, manifest, product);
    filled = await fillDatabase(url, archive, { replace, progress });
  } finally {
    archive.close();
  }
  await migrate(url, product.prismaFolder);
  await writeSearch(url, progress);
  return { ...filled, missing: manifest.missing, manifest };
}

/**
 * Gives the database the tables that the archive's had. An older archive goes into tables of its own time, which are then
 * brought up to date with its rows in them; tables never go back.
 */
async function bringTo(
  url: string,
  { migrations, product: writer }: Manifest,
  { prismaFolder }: Product,
): Promise<void> {
  const known = readMigrations(prismaFolder, "sqlite").map(({ name }) => name);
  const { pending } = await schemaState(url, prismaFolder);
  const beyond = known.filter((name) => !migrations.includes(name) && !pending.includes(name));
  if (beyond.length > 0) {
    throw new TurboError(
      "refused",
      `The archive was written by an older Turbo (${writer}), and this database has tables of a newer one already. Nothing was changed. Set DATABASE_URL to a new file or an empty database: it is brought up to date after the import.`,
    );
  }
  await migrate(url, prismaFolder, migrations);
}
