import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** Bundles the command line into dist/cli: plain JavaScript that needs no packages but the native ones. */
export async function buildCli(root) {
  const { build } = await import("esbuild");
  const target = path.join(root, "dist/cli");
  const fresh = `${target}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  await build({
    entryPoints: {
      turbo: path.join(root, "lib/cli/main.ts"),
      specs: path.join(root, "lib/cli/all-specs.ts"),
      "validate-worker": path.join(root, "lib/validation/files/check-worker.ts"),
    },
    outdir: fresh,
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    external: ["better-sqlite3", "@node-rs/argon2", "pg-native"],
    // Packages in the older module format ask for Node's own modules by require().
    banner: {
      js: 'import { createRequire as __turboRequire } from "node:module"; const require = __turboRequire(import.meta.url);',
    },
    legalComments: "none",
    logLevel: "warning",
    absWorkingDir: root,
  });
  const { SPECS } = await import(pathToFileURL(path.join(fresh, "specs.mjs")).href);
  writeFileSync(path.join(fresh, "specs.json"), JSON.stringify(SPECS));
  const old = `${target}.old.${process.pid}`;
  try {
    renameSync(target, old);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
