import { TIMES } from "#lib/core/metrics";
import type { Database } from "#lib/db/database";

const MINUTE = 60_000;
const HOURS = 26;

/** Figures of a day with a quiet night, a busy afternoon and half an hour in which the server was away. */
export async function fillWithFigures(database: Database): Promise<void> {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const data = Array.from({ length: HOURS * 60 }, (_, ago) => {
    const at = now - (ago + 1) * MINUTE;
    const busy = Math.max(0.05, Math.sin((at / (24 * 60 * MINUTE)) * 2 * Math.PI + 2)) + 0.15 * Math.sin(at / 7e5);
    const requests = Math.max(0, Math.round(90 * busy + 12 * Math.sin(ago * 1.7)));
    const slow = Math.round(requests * 0.08);
    const times = [...TIMES, 0].map((_, place) => (place === 4 ? requests - slow : place === 6 ? slow : 0));
    return {
      ...{ at: new Date(at), instance: "one", requests, errors: ago % 97 === 0 ? 2 : 0, times },
      ...{
        oldest: Math.round((ago % 300) * 40),
        agents: Math.round(3 * busy),
        memory: 150_000 + ((ago * 911) % 30_000),
      },
    };
  }).filter((_, ago) => ago < 200 || ago > 230);
  await database.write((tx) => tx.sample.createMany({ data }));
}
