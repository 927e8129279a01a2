import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import type { Database } from "#lib/db/database";
import { instanceDatabase } from "#lib/db/instance";
import { requireWritable } from "#lib/db/try-write";
import { doorLog } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";
import { VERSION } from "./version.ts";

/** What a check may take, in milliseconds, before it counts as failed. */
const PATIENCE = 5_000;

interface Check {
  ok: boolean;
  /** A word for people: the version found, or why it failed. */
  detail: string;
}

const CHECKS = { database: checkRead, schema: checkSchema, writable: checkWrite } as const;

/** Constant: the process answers. */
export function answerLive(): Response {
  return answer(200, { status: "alive" });
}

/** Whether requests can be served: 200, or 503 with what is wrong. */
export async function answerReady(): Promise<Response> {
  const { ok, checks } = await runChecks();
  return answer(ok ? 200 : 503, { status: ok ? "ok" : "unavailable", checks });
}

/** What this instance is and how it is doing. */
export async function answerHealth(request: Request): Promise<Response> {
  try {
    guardRequest(request);
  } catch (error) {
    return problemResponse(error, requestIdOf(request.headers));
  }
  const { ok, checks } = await runChecks();
  return answer(ok ? 200 : 503, {
    status: ok ? "ok" : "unavailable",
    name: "turbo",
    version: VERSION,
    timestamp: new Date().toISOString(),
    pid: process.pid,
    uptimeSeconds: Math.floor(process.uptime()),
    engine: ok ? instanceDatabase().engine : null,
    database: checks.database.ok ? "ok" : "unavailable",
    // Where Claude Code connects; monitors know it by this name.
    claude_integration: "/api/mcp",
    checks,
  });
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

async function runChecks(): Promise<{ ok: boolean; checks: Record<keyof typeof CHECKS, Check> }> {
  const entries = await Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => [name, await settle(name, check)] as const),
  );
  const checks = Object.fromEntries(entries) as Record<keyof typeof CHECKS, Check>;
  return { ok: entries.every(([, { ok }]) => ok), checks };
}

async function settle(name: string, check: (database: Database) => Promise<string>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TurboError("busy", `No answer within ${PATIENCE / 1000} s.`)), PATIENCE);
    });
    return { ok: true, detail: await Promise.race([check(instanceDatabase()), late]) };
  } catch (error) {
    if (!(error instanceof TurboError)) doorLog().warn({ err: error, check: name }, "a health check failed");
    return { ok: false, detail: error instanceof TurboError ? error.message : "Failed; the log has the cause." };
  } finally {
    clearTimeout(timer);
  }
}

async function checkRead({ reader }: Database): Promise<string> {
  await reader.$queryRawUnsafe("SELECT 1");
  return "readable";
}

async function checkWrite(database: Database): Promise<string> {
  await requireWritable(database, loadConfig().database.url);
  return "writable";
}

/** Migrations that were seen to hold every column this build asks for. */
const fitting = new Set<string>();

async function checkSchema({ reader }: Database): Promise<string> {
  const rows = await reader.$queryRawUnsafe<{ name: string }[]>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1",
  );
  const name = rows[0]?.name;
  if (!name) throw new TurboError("database", "The database is empty. Run `turbo db migrate`.");
  if (fitting.has(name)) return name;
  const { user, project, issue, comment, workLog, label, event, apiKey, signIn, job } = reader;
  const models = [user, project, issue, comment, workLog, label, event, apiKey, signIn, job];
  for (const model of models) await (model.findFirst as () => Promise<unknown>)();
  fitting.add(name);
  return name;
}
