import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { connect } from "#lib/db/connect";
import { type Written, written } from "./database/writers.ts";
import { freshPostgres, type RunningTurbo, startTurbo } from "./start.ts";

const KILLS = 2;
const ACKNOWLEDGED = 50;
const IN_FLIGHT = 16;
const LEAST_IN_FLIGHT = 8;

/** Files an issue over HTTP with an idempotency key of its own; answers its key, as the server acknowledged it. */
async function file(server: RunningTurbo, project: string, title: string): Promise<string> {
  const response = await server.rest(
    "POST",
    "/issues",
    { project, title, description: `About ${title}` },
    { "idempotency-key": `${project} ${title}` },
  );
  const answer = await response.text();
  if (response.status !== 201) throw new Error(`${title} was answered ${response.status}: ${answer}`);
  return JSON.parse(answer).key;
}

/** Files issues without a pause and ends the server amid them; answers what was sent and, by title, what was acknowledged. */
async function killAmidWrites(server: RunningTurbo, project: string) {
  const sent: string[] = [];
  const acknowledged = new Map<string, string>();
  const refused: unknown[] = [];
  let inFlight = 0;
  let killed = false;
  const writer = async () => {
    while (!killed) {
      const title = `Issue ${sent.length} of ${project}`;
      sent.push(title);
      inFlight++;
      try {
        acknowledged.set(title, await file(server, project, title));
      } catch (error) {
        if (!killed) refused.push(error);
      }
      inFlight--;
    }
  };
  const writers = Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  const mayGoOn = () => acknowledged.size < ACKNOWLEDGED || inFlight < LEAST_IN_FLIGHT;
  while (mayGoOn() && refused.length === 0) await sleep(1);
  killed = true;
  const underWay = inFlight;
  await Promise.all([server.kill(), writers]);
  return { sent, acknowledged, underWay, refused };
}

async function look(databaseUrl: string, project: string): Promise<Written[]> {
  const database = connect({ url: databaseUrl });
  try {
    return await written({ database }, project);
  } finally {
    await database.close();
  }
}

const isHalf = ({ events, entries }: Written) => events !== 1 || entries !== 1;

for (const engine of ["sqlite", "postgres"] as const) {
  test(`A server killed amid REST writes starts again by itself: what it acknowledged is there, the rest whole or absent, and repeating makes no second (${engine}).`, async () => {
    const home = mkdtempSync(path.join(tmpdir(), "turbo-killed-"));
    const fresh = engine === "postgres" ? await freshPostgres() : null;
    const start = () => startTurbo({ home, ...(fresh ? { databaseUrl: fresh.url } : {}) });
    let server = await start();
    try {
      for (let kill = 1; kill <= KILLS; kill++) {
        const project = `K${kill}`;
        expect((await server.rest("POST", "/projects", { name: project, key: project })).status).toBe(201);
        const { sent, acknowledged, underWay, refused } = await killAmidWrites(server, project);
        expect(refused).toEqual([]);
        expect(underWay).toBeGreaterThanOrEqual(LEAST_IN_FLIGHT);

        const kept = await look(server.databaseUrl, project);
        const keptKeys = new Map(kept.map(({ title, number }) => [title, `${project}-${number}`]));
        expect([...acknowledged].filter(([title, key]) => keptKeys.get(title) !== key)).toEqual([]);
        expect(kept.filter((row) => !sent.includes(row.title) || isHalf(row))).toEqual([]);

        server = await start();
        const next = server;
        const repeated = await Promise.all(sent.map((title) => file(next, project, title)));
        const all = await look(next.databaseUrl, project);
        expect(all.map(({ title }) => title).sort()).toEqual(sent.toSorted());
        expect(all.map(({ number }) => number)).toEqual(sent.map((_, n) => n + 1));
        expect(all.filter(isHalf)).toEqual([]);
        expect(sent.filter((title, n) => (keptKeys.get(title) ?? repeated[n]) !== repeated[n])).toEqual([]);
      }
    } finally {
      await server.stop();
      await fresh?.remove();
      rmSync(home, { recursive: true, force: true });
    }
  });
}
