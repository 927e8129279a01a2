// Writes the next migration for both engines from the difference between the schema of the last commit and the one on disk:
//   npx tsx scripts/make-migration.ts NAME
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startPostgres } from "#lib/testing/postgres";
import { codePointOrder, ownTables, schemaEngine } from "#lib/testing/schema-engine";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error("Name the migration: npx tsx scripts/make-migration.ts add_colour");
const server = await startPostgres();
const root = path.resolve(import.meta.dirname, "../prisma");

for (const [engine, file, url] of [
  ["sqlite", "schema.prisma", "file::memory:"],
  ["postgres", "postgres.prisma", server.url],
] as const) {
  const now = readFileSync(path.join(root, file), "utf8");
  const folder = path.join(root, "migrations", engine);
  mkdirSync(folder, { recursive: true });
  const earlier = readdirSync(folder)
    .filter((entry) => /^\d{4}_/.test(entry))
    .sort();
  const committed = spawnSync("git", ["show", `HEAD:./${file}`], { cwd: root, encoding: "utf8" });
  const from =
    earlier.length === 0 || committed.status !== 0
      ? { tag: "empty" as const }
      : { tag: "schemaDatamodel" as const, files: [{ path: file, content: committed.stdout }] };
  const { engine: differ, close } = await schemaEngine(url, now);
  const { stdout } = await differ.diff({
    from,
    to: { tag: "schemaDatamodel", files: [{ path: file, content: now }] },
    script: true,
    exitCode: null,
    filters: { externalTables: ownTables(engine), externalEnums: [] },
  });
  await close();
  const target = path.join(folder, `${String(earlier.length + 1).padStart(4, "0")}_${name}`);
  mkdirSync(target);
  const script = stdout ?? "";
  writeFileSync(path.join(target, "migration.sql"), engine === "postgres" ? codePointOrder(script) : script);
  console.log(target);
}
await server.stop();
process.exit(0);
