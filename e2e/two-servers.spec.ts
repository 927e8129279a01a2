import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { newId } from "#lib/core/ids";
import { connect } from "#lib/db/connect";
import { turbo } from "./launch.ts";
import { freshPostgres, type RunningTurbo, startTurbo } from "./start.ts";

const ROUNDS = [1, 2, 3, 4, 5];

/** 100 issues through REST, 8 in flight; answers the statuses that were not 201. */
async function createMany(server: RunningTurbo, project: string, who: string): Promise<number[]> {
  const left = Array.from({ length: 100 }, (_, n) => `${who} ${n}`);
  const wrong: number[] = [];
  const worker = async () => {
    for (let title = left.pop(); title !== undefined; title = left.pop()) {
      const response = await server.rest("POST", "/issues", { project, title });
      if (response.status !== 201) wrong.push(response.status);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return wrong;
}

/** Numbers 1…200, and one event and one search row for each issue of a project. */
async function expectWhole(databaseUrl: string, project: string): Promise<void> {
  const database = connect({ url: databaseUrl });
  try {
    const issues = await database.reader.issue.findMany({
      where: { project: { key: project } },
      select: { id: true, number: true },
    });
    expect(issues.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, n) => n + 1),
    );
    const ids = issues.map(({ id }) => id).sort();
    const events = await database.reader.event.findMany({
      where: { operation: "issues.create", subjectId: { in: ids } },
    });
    expect(events.map(({ subjectId }) => subjectId).sort()).toEqual(ids);
    const rows = await database.reader.$queryRawUnsafe<{ subject: string }[]>("SELECT subject FROM search_entry");
    const subjects = rows.map(({ subject }) => subject).filter((subject) => ids.includes(subject));
    expect(subjects.sort()).toEqual(ids);
  } finally {
    await database.close();
  }
}

/** Queues 1,000 jobs and waits until both servers ran them; each has to be begun once. */
async function expectJobsRunOnce(databaseUrl: string): Promise<void> {
  const database = connect({ url: databaseUrl });
  const mine = { key: { startsWith: "both-" } };
  try {
    const job = { attempts: 5, data: {}, createdAt: new Date(), dueAt: new Date() };
    await database.write((tx) =>
      tx.job.createMany({
        data: Array.from({ length: 1000 }, (_, n) => {
          const [name, key] = [n % 2 ? "empty_bin" : "clear_jobs", `both-${n}`];
          return { ...job, id: newId(), name, key, slot: `${name} ${key}` };
        }),
      }),
    );
    const done = () => database.reader.job.count({ where: { ...mine, state: "done" } });
    await expect.poll(done, { timeout: 90_000, intervals: [500] }).toBe(1000);
    const jobs = await database.reader.job.findMany({ where: mine, orderBy: { startedAt: "asc" } });
    expect(jobs.filter(({ attempt }) => attempt !== 1)).toEqual([]);
    // One server runs one of a name at once: where two of them overlap, both servers were at work.
    const latest = new Map<string, Date>();
    const overlapping = jobs.filter(({ name, startedAt, endedAt }) => {
      const before = latest.get(name);
      if (endedAt && (!before || endedAt > before)) latest.set(name, endedAt);
      return before && startedAt && startedAt < before;
    });
    expect(overlapping.length).toBeGreaterThan(0);
  } finally {
    await database.close();
  }
}

test("Two servers that boot at once on an empty PostgreSQL both serve, run each of 1,000 jobs once, and 200 creates through both are whole, five times.", async () => {
  test.setTimeout(300_000);
  const { url: databaseUrl, remove } = await freshPostgres();
  const servers = await Promise.all([startTurbo({ databaseUrl }), startTurbo({ databaseUrl })]);
  const [one, two] = servers;
  try {
    for (const server of servers) expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    for (const round of ROUNDS) {
      const project = `R${round}`;
      expect((await one.rest("POST", "/projects", { name: project, key: project })).status).toBe(201);
      const wrong = await Promise.all([createMany(one, project, "first"), createMany(two, project, "second")]);
      expect(wrong.flat()).toEqual([]);
      await expectWhole(databaseUrl, project);
    }
    await expectJobsRunOnce(databaseUrl);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await remove();
  }
});

test("A server and a command line that works on the same SQLite file by itself create 200 issues whole, five times.", async () => {
  test.setTimeout(300_000);
  const server = await startTurbo();
  const home = mkdtempSync(path.join(tmpdir(), "turbo-apart-"));
  try {
    for (const round of ROUNDS) {
      const project = `R${round}`;
      expect((await server.rest("POST", "/projects", { name: project, key: project })).status).toBe(201);
      const lines = Array.from({ length: 100 }, (_, n) => JSON.stringify({ project, title: `by hand ${n}` })).join(
        "\n",
      );
      const [wrong, typed] = await Promise.all([
        createMany(server, project, "by server"),
        turbo(["issues", "create", "--from", "-", "--parallel", "8"], {
          cwd: home,
          env: { DATABASE_URL: server.databaseUrl },
          input: lines,
        }),
      ]);
      expect(wrong).toEqual([]);
      expect(typed.code, typed.stderr).toBe(0);
      await expectWhole(server.databaseUrl, project);
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
});

test("Two servers that boot at once on an empty SQLite file both serve, and it is migrated once.", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-both-"));
  const databaseUrl = `file:${path.join(folder, "turbo.db")}`;
  const servers = await Promise.all([startTurbo({ databaseUrl }), startTurbo({ databaseUrl })]);
  try {
    for (const server of servers) expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    const database = connect({ url: databaseUrl });
    const applied = await database.reader.$queryRawUnsafe<{ name: string }[]>(
      "SELECT migration_name AS name FROM _prisma_migrations",
    );
    await database.close();
    expect(applied.length).toBeGreaterThan(0);
    expect(new Set(applied.map(({ name }) => name)).size).toBe(applied.length);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
});
