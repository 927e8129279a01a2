// Writes the PostgreSQL twin of the schema and generates both Prisma clients.
// `--check` only compares the twin and exits 1 when it is out of date.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const canonical = path.join(root, "prisma/schema.prisma");
const twin = path.join(root, "prisma/postgres.prisma");

export function postgresTwin(schema) {
  return schema
    .replace(/^\/\/.*\n\/\/.*\n/, "// Made from schema.prisma by scripts/generate.mjs. Do not edit.\n")
    .replace('"./generated/sqlite"', '"./generated/postgres"')
    .replace('provider = "sqlite"', 'provider = "postgresql"');
}

const wanted = postgresTwin(readFileSync(canonical, "utf8"));
if (process.argv.includes("--check")) {
  if (readFileSync(twin, "utf8") !== wanted) {
    console.error("prisma/postgres.prisma is not the twin of schema.prisma. Run: node scripts/generate.mjs");
    process.exit(1);
  }
} else {
  writeFileSync(twin, wanted);
  const prisma = path.join(
    path.dirname(createRequire(import.meta.url).resolve("prisma/package.json")),
    "build/index.js",
  );
  for (const schema of [canonical, twin]) {
    const { status } = spawnSync(process.execPath, [prisma, "generate", "--schema", schema], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      // Generating never runs the schema engine; naming any executable keeps Prisma from downloading one.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
    });
    if (status !== 0) process.exit(status ?? 1);
  }
}
