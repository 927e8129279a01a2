import type { Context } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { keepSearchCurrent } from "#lib/domain/search/keep-search-current";
import { openBulk } from "./bulk.ts";
import { LABELS, PROJECTS, planIssues } from "./plan.ts";
import { type Known, type Rows, rowsOf } from "./rows.ts";

const BATCH = 1000;

/**
 * Fills an empty database with projects, labels and `size` issues with their events and search entries: rows as the
 * operations write them, in bulk.
 */
export async function fill(asOwner: () => Context, url: string, size: number): Promise<void> {
  const { database } = asOwner();
  for (const key of PROJECTS) await run(createProject, asOwner(), { key, name: key.toLowerCase() });
  // As a server leaves it that began on this database: it would write the whole index anew else.
  await keepSearchCurrent(database);
  const now = new Date();
  const labels = LABELS.map((name) => ({ id: newId(), createdAt: now, updatedAt: now, name, nameFold: fold(name) }));
  await database.write(async (tx) => void (await tx.label.createMany({ data: labels })));
  const projects = await database.reader.project.findMany();
  const people = await database.reader.user.findMany();
  const known: Known = {
    projects: new Map(projects.map(({ key, id }) => [key, id])),
    labels: new Map(labels.map(({ name, id }) => [name, id])),
    people: new Map(people.map((person) => [person.handle, person])),
    issues: new Map(),
  };
  const bulk = await openBulk(database.engine, url);
  try {
    const write = async (batch: readonly Rows[]) => {
      await bulk.run("BEGIN");
      for (const table of ["Issue", "Criterion", "IssueLabel", "IssueLink", "Comment"] as const)
        await bulk.insert(
          table,
          batch.flatMap((rows) => rows.tables[table]),
        );
      await database.search.putMany(
        bulk.tx,
        batch.flatMap((rows) => rows.entries),
      );
      await database.writeTrail(bulk.tx, { events: batch.flatMap((rows) => rows.events) });
      await bulk.run("COMMIT");
    };
    let batch: Rows[] = [];
    for (const planned of planIssues(size)) {
      batch.push(rowsOf(planned, known));
      if (batch.length < BATCH) continue;
      await write(batch);
      batch = [];
    }
    await write(batch);
    await bulk.run(
      `UPDATE "Project" SET "lastIssueNumber" = (SELECT COALESCE(max("number"), 0) FROM "Issue" WHERE "projectId" = "Project"."id")`,
    );
    // PostgreSQL does so by itself after a while; on SQLite nobody does.
    await bulk.run(database.engine === "postgres" ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    await bulk.close();
  }
}
