import { TurboError } from "#lib/core/errors";
import { instanceDatabase } from "./instance.ts";
import { endTrouble } from "./trouble.ts";

/** What one look may take, in milliseconds: a busy machine is not one that has lost its database. */
const PATIENCE = 5_000;

let looking: Promise<void> | null = null;

/** Throws `database` where the database does not answer just now. All who ask at once share one look. */
export function requireDatabase(): Promise<void> {
  looking ??= look().finally(() => {
    looking = null;
  });
  return looking;
}

async function look(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const sentence = "The database does not answer. Nothing was lost; try again in a moment.";
    timer = setTimeout(() => reject(new TurboError("database", sentence, { retryAfter: 2 })), PATIENCE);
  });
  try {
    await Promise.race([instanceDatabase().reader.$queryRawUnsafe("SELECT 1"), late]);
    endTrouble("away");
  } finally {
    clearTimeout(timer);
  }
}
