import { loadConfig } from "#lib/core/config";
import type { Database } from "#lib/db/database";
import { type DatabaseSize, databaseSize } from "#lib/db/database-size";
import { instanceDatabase } from "#lib/db/instance";
import { type Figures, readFigures } from "#lib/domain/instance/figures";
import { doorLog } from "./door-context.ts";

/** For so many milliseconds the database is not asked again, however many look. */
const FRESH = 5_000;

export type InstanceFigures = Figures & DatabaseSize;

let last: { at: number; of: Database; figures: Promise<InstanceFigures | null> } | null = null;

/** How work and database stand, a few seconds old at most; null where the database does not answer. */
export function instanceFigures(): Promise<InstanceFigures | null> {
  const now = performance.now();
  const database = instanceDatabase();
  if (!last || last.of !== database || now - last.at > FRESH) last = { at: now, of: database, figures: read(database) };
  return last.figures;
}

async function read(database: Database): Promise<InstanceFigures | null> {
  try {
    const [figures, size] = await Promise.all([
      readFigures(database),
      databaseSize(database, loadConfig().database.url),
    ]);
    return { ...figures, ...size };
  } catch (error) {
    doorLog().debug({ err: error }, "the figures of the database could not be read");
    return null;
  }
}
