import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { readConfig } from "#lib/core/config";
import { run } from "#lib/core/operation";
import type { Here } from "#lib/db/backup/here";
import { sqlitePath } from "#lib/db/migrate";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, PRISMA, type World } from "./world.ts";

export interface BackupStage {
  world: World;
  here: Here;
  /** Folder of the database. */
  home: string;
  /** The database file. */
  live: string;
}

/** A Turbo on SQLite with ten issues and two attached files, in a folder of its own. */
export async function backupStage(env: Record<string, string> = {}): Promise<BackupStage> {
  const world = await makeWorld("sqlite", { durability: "normal" });
  const live = sqlitePath(world.url);
  const home = path.dirname(live);
  await fillWorld(world);
  return { world, here: hereAt(home, world.url, env), home, live };
}

export async function fillWorld(world: World): Promise<void> {
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  for (let place = 1; place <= 10; place++)
    await run(createIssue, world.as(), { project: "TUR", title: `Issue ${place}`, description: "Words of it." });
  for (const [name, bytes] of [
    ["notes.txt", Buffer.from("Some words.")] as const,
    ["noise.bin", randomBytes(300_000)] as const,
  ])
    await attach(world, name, bytes);
}

export async function attach(world: World, name: string, bytes: Buffer): Promise<void> {
  async function* body() {
    yield bytes;
  }
  const limits = { maxSizeMb: 10, allowedTypes: ["*/*"] };
  await takeIn(world.database.contents, { name, body: body(), limits }, (file) =>
    run(createAttachment, world.as(), { on: "TUR-1", ...file }),
  );
}

export function hereAt(home: string, url: string, env: Record<string, string> = {}): Here {
  const settings = { DATABASE_URL: url, TURBO_DATA_DIRECTORY: home, ...env };
  const { config } = readConfig({ cwd: home, env: settings });
  return { config, prismaFolder: PRISMA, version: "1.2.3", programs: process.env.PATH ?? "" };
}

/** Every row of every table of a SQLite file, the search index included, by table. */
export function rowsIn(file: string): Record<string, unknown[]> {
  const native = new BetterSqlite3(file, { readonly: true });
  try {
    const tables = native.prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
    );
    return Object.fromEntries(tables.all().map(({ name }) => [name, native.prepare(`SELECT * FROM "${name}"`).all()]));
  } finally {
    native.close();
  }
}

/** Each file below a folder with the hash of its bytes. */
export function filesIn(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  const hash = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), hash(file)]));
}
