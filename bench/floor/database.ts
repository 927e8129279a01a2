import { v7 } from "uuid";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";

/** A row as a driver answers it. */
export type Row = Record<string, unknown>;

/** What the floor asks of a driver. Values are written as `$1`, `$2` … */
export interface Driver {
  all(sql: string, values: unknown[]): Promise<Row[]>;
  /** Works in one transaction that writes from its start. */
  transaction<T>(work: (all: Driver["all"]) => Promise<T>): Promise<T>;
  /** The expression of a full-text search, and where it is asked. */
  search: { match: string; order: string; expression(words: readonly string[]): string };
  now(): unknown;
  json(value: unknown): unknown;
}

const url = process.env.DATABASE_URL ?? "";
const postgres = url.startsWith("postgres");
const driver = postgres ? openPostgres(url) : openSqlite(url.slice("file:".length));

const COLUMNS = `i."id", i."createdAt", i."updatedAt", i."version", i."number", i."title", i."description", i."type", i."status",
  i."priority", i."estimate", i."dueDate", i."rank", i."criteriaTotal", i."startedAt", i."completedAt",
  p."key" AS "project", a."handle" AS "assignee"`;
const FROM = `FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" LEFT JOIN "User" a ON a."id" = i."assigneeId"`;
const PAGE = 50;

export async function listIssues(project: string): Promise<Row[]> {
  return driver.all(
    `SELECT ${COLUMNS} ${FROM} WHERE i."shelf" = 'live' AND i."projectId" = (SELECT "id" FROM "Project" WHERE "key" = $1)
     ORDER BY i."updatedAt" DESC, i."id" DESC LIMIT ${PAGE}`,
    [project],
  );
}

export async function readIssue(key: string): Promise<Row | null> {
  const [project, number] = key.split("-");
  const rows = await driver.all(`SELECT ${COLUMNS} ${FROM} WHERE p."key" = $1 AND i."number" = $2`, [
    project,
    Number(number),
  ]);
  return rows[0] ?? null;
}

export async function searchIssues(words: string): Promise<Row[]> {
  const { match, order, expression } = driver.search;
  return driver.all(
    `WITH hit AS (SELECT subject FROM search_entry WHERE ${match} ORDER BY ${order} DESC LIMIT 20)
     SELECT ${COLUMNS} FROM hit JOIN "Issue" i ON i."id" = hit.subject JOIN "Project" p ON p."id" = i."projectId"
     LEFT JOIN "User" a ON a."id" = i."assigneeId"`,
    [expression(words.split(" "))],
  );
}

/** Three rows: the project's counter, the issue, the event. */
export async function createIssue(input: { project: string; title: string; priority: string }): Promise<Row> {
  return driver.transaction(async (all) => {
    const [project] = await all(
      `UPDATE "Project" SET "lastIssueNumber" = "lastIssueNumber" + 1 WHERE "key" = $1 RETURNING "id", "lastIssueNumber" AS "number"`,
      [input.project],
    );
    const issue = {
      id: v7(),
      createdAt: driver.now(),
      updatedAt: driver.now(),
      version: 1,
      projectId: project?.id,
      number: project?.number,
      title: input.title,
      titleFold: input.title.toLowerCase(),
      description: "",
      type: "task",
      status: "backlog",
      statusOrder: 0,
      priority: input.priority,
      priorityOrder: 1,
      estimate: null,
      resolution: null,
      assigneeId: null,
      creatorId: null,
      parentId: null,
      dueDate: null,
      dueSort: "9999-12-31",
      rank: `a${project?.number}`,
      branch: null,
      criteriaTotal: 0,
      criteriaDone: 0,
      criteriaVerified: 0,
      startedAt: null,
      completedAt: null,
      shelf: "live",
    };
    await insert(all, "Issue", issue);
    await insertEvent(all, "issues.create", issue, { title: [null, input.title], status: [null, "backlog"] });
    return { ...issue, key: `${input.project}-${issue.number}` };
  });
}

/** Two rows: the issue and the event. */
export async function changeIssue(key: string, input: { title: string }): Promise<Row> {
  const [project, number] = key.split("-");
  return driver.transaction(async (all) => {
    const [issue] = await all(
      `UPDATE "Issue" SET "title" = $1, "titleFold" = $2, "updatedAt" = $3, "version" = "version" + 1
       WHERE "projectId" = (SELECT "id" FROM "Project" WHERE "key" = $4) AND "number" = $5 RETURNING *`,
      [input.title, input.title.toLowerCase(), driver.now(), project, Number(number)],
    );
    if (!issue) throw new Error(`there is no issue ${key}`);
    await insertEvent(all, "issues.update", issue, { title: [null, input.title] });
    return issue;
  });
}

async function insertEvent(all: Driver["all"], operation: string, issue: Row, fields: object): Promise<void> {
  await insert(all, "Event", {
    at: driver.now(),
    operation,
    door: "rest",
    userId: null,
    keyId: null,
    actor: driver.json({ handle: "ada", name: "ada", key: null, kind: "person", client: null }),
    session: null,
    requestId: v7(),
    subjectId: issue.id,
    projectId: issue.projectId,
    changes: driver.json([{ kind: "issue", id: issue.id, projectId: issue.projectId, fields }]),
  });
}

async function insert(all: Driver["all"], table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const marks = columns.map((_, place) => `$${place + 1}`);
  await all(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(", ")}) VALUES (${marks.join(", ")})`,
    Object.values(row),
  );
}
