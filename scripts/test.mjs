// `npm test`: everything, on a fresh clone as well. `npm run check`: what needs no build and no browser.
// Ends with `N passed, N failed, N skipped`; a check that is not a test counts as one.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { checkLicenses } from "./licenses.mjs";
import { Failure, prepare } from "./prepare.mjs";

const root = path.resolve(import.meta.dirname, "..");
const quick = process.argv[2] === "check";
const results = path.join(root, "test-results");
const sum = { passed: 0, failed: 0, skipped: 0 };

process.chdir(root);
process.env.TURBO_DIST_DIR = ".next-test";
process.env.NEXT_TELEMETRY_DISABLED = "1";
delete process.env.NODE_ENV;

function add({ passed = 0, failed = 0, skipped = 0 }) {
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}

function end() {
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  process.exit(sum.failed === 0 ? 0 : 1);
}

/** Runs one of the installed tools and answers whether it was content. */
function tool(script, args, env = {}) {
  const file = path.join(root, "node_modules", script);
  return (
    spawnSync(process.execPath, [file, ...args], { stdio: "inherit", env: { ...process.env, ...env } }).status === 0
  );
}

/** A step that counts as one test. */
async function step(name, work) {
  console.log(`\n── ${name}`);
  const begun = Date.now();
  let ok = false;
  try {
    ok = (await work()) !== false;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
  }
  console.log(`${ok ? "ok" : "FAILED"}: ${name} (${Math.round((Date.now() - begun) / 1000)} s)`);
  add(ok ? { passed: 1 } : { failed: 1 });
  return ok;
}

function report(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function vitest(projects) {
  console.log("\n── unit and operation tests");
  const file = path.join(results, "vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ok = tool("vitest/vitest.mjs", [...args, ...projects.map((name) => `--project=${name}`)]);
  const told = report(file);
  const failed = told?.numFailedTests ?? 0;
  // A file that does not load or an error outside of any test fails the run without a failed test.
  add({ passed: told?.numPassedTests ?? 0, failed: !ok && failed === 0 ? 1 : failed });
  add({ skipped: (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0) });
}

async function journeys() {
  console.log("\n── journeys");
  const { ensureChromium } = await import("./chromium.mjs");
  const chromium = await ensureChromium();
  if (!chromium) {
    console.error(
      "The journeys need a Chromium. Install the package chromium, or set TURBO_CHROMIUM to the path of one.",
    );
    return add({ failed: 1 });
  }
  const file = path.join(results, "journeys.json");
  const ok = tool("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    TURBO_CHROMIUM: chromium,
  });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report(file)?.stats ?? {};
  add({ passed: expected, failed: !ok && unexpected + flaky === 0 ? 1 : unexpected + flaky, skipped });
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
if (!(await step("prepare", () => prepare({ app: false })))) end();
await step("types", () => tool("next/dist/bin/next", ["typegen"]) && tool("typescript/bin/tsc", ["--noEmit"]));
await step("lint", () => tool("@biomejs/biome/bin/biome", ["check"]));
await step("twin schema", () => tool("../scripts/generate.mjs", ["--check"]));
await step("licences", () => checkLicenses(root));
await step("unused code", () => tool("knip/bin/knip.js", ["--no-progress"]));
vitest(quick ? ["unit"] : ["unit", "sqlite", "postgres", "processes"]);
if (!quick && (await step("build", () => prepare({ app: true })))) await journeys();
end();
