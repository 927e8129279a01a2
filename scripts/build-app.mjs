import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { compressStatic } from "./compress-static.mjs";
import { Failure } from "./failure.mjs";

/** Next's output folder, `.next` unless TURBO_DIST_DIR says otherwise. */
export function distFolder(root) {
  return path.join(root, process.env.TURBO_DIST_DIR || ".next");
}

/** Builds the app and puts everything that the launcher needs beside the standalone server, so that the folder can be moved. */
export async function buildApp(root) {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" },
  });
  if (status !== 0)
    throw new Failure(`The build failed:\n${`${stdout}\n${stderr}`.trim().split("\n").slice(-40).join("\n")}`);
  await assemble(root);
}

async function assemble(root) {
  const dist = distFolder(root);
  const standalone = path.join(dist, "standalone");
  // Tracing takes files along that the code may read here, like sources and the settings with their secret.
  const wanted = [path.basename(dist), "node_modules", "package.json", "server.js"];
  for (const name of readdirSync(standalone)) {
    if (!wanted.includes(name)) rmSync(path.join(standalone, name), { recursive: true, force: true });
  }
  const parts = [
    [path.join(dist, "static"), path.join(path.basename(dist), "static")],
    ...[
      "public",
      "bin",
      "runtime/package.json",
      "runtime/package-lock.json",
      "dist/cli",
      "templates",
      "prisma/migrations",
      "prisma/schema.prisma",
      "prisma/postgres.prisma",
    ].map((part) => [path.join(root, part), part]),
  ];
  for (const [from, to] of parts) {
    // What was seen of the sources says nothing where they are not.
    const filter = (file) => file !== path.join(root, "dist/cli/seen");
    if (existsSync(from)) cpSync(from, path.join(standalone, to), { recursive: true, filter });
  }
  await compressStatic(path.join(dist, "static"), path.join(standalone, "compressed"));
}
