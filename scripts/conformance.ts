// Tries Turbo's MCP door with programs of others, and exits with 1 where something fails that is not excused:
// - the scenarios of MCP's conformance suite that need no fixture, on Turbo itself,
// - all that it requires, on a fixture behind the same door,
// - the lists of Turbo as the Inspector reads them, with its strict look at every tool.
//   npm run conformance
// The programs are brought from the package registry into node_modules/.cache, once.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { answerMcp, answerMcpWith } from "#lib/doors/mcp";
import { freePort } from "#lib/testing/free-port";
import { serve } from "#lib/testing/serve";
import { FIXTURE } from "./conformance/fixture.ts";
import { EXCUSES, excusedOf, REVISIONS, type Revision, WITHOUT_FIXTURE } from "./conformance/scenarios.ts";
import { bringTools, type Ran, runTool } from "./outside-tools.ts";

interface Row {
  served: string;
  check: string;
  result: string;
  /** What the program said, where it did not pass. */
  fault: string | null;
}

const folder = mkdtempSync(path.join(tmpdir(), "turbo-conformance-"));
// Databases lie where this says, which is read as the next line loads.
process.env.TURBO_TEST_TEMPLATES = folder;
const { makeDoorWorld } = await import("#lib/testing/door-world");
const port = await freePort();
const address = `http://127.0.0.1:${port}/api/mcp`;

/** Runs the suite; what is excused must fail, and warnings count as failures. */
async function suite(served: "Turbo" | "fixture", revision: Revision, scenario?: string): Promise<Ran> {
  const excused = excusedOf(served, revision).filter((name) => !scenario || name.startsWith(`${scenario}:`));
  const baseline = path.join(folder, "excused.yml");
  writeFileSync(baseline, `server: ${JSON.stringify(excused)}\n`);
  const which = scenario ? ["--scenario", scenario, "--spec-version", revision] : ["--requirements", revision];
  const results = path.join(folder, "results");
  const args = ["server", "--url", address, ...which, "--expected-failures", baseline, "--output-dir", results];
  return runTool("conformance", args, folder);
}

async function onTurbo(revision: Revision): Promise<Row> {
  const scenarios = WITHOUT_FIXTURE[revision];
  const faults: string[] = [];
  for (const scenario of scenarios) {
    const { code, stdout, stderr } = await suite("Turbo", revision, scenario);
    if (code !== 0 || !/SUCCESS/.test(stdout)) faults.push(`${scenario}\n${stdout}${stderr}`);
  }
  const passed = `${scenarios.length - faults.length} of ${scenarios.length} scenarios`;
  const excused = excusedOf("Turbo", revision).length;
  return {
    served: "Turbo",
    check: `conformance ${revision}, what needs no fixture`,
    result: excused > 0 ? `${passed}, ${excused} checks excused` : passed,
    fault: faults.join("\n") || null,
  };
}

async function onFixture(revision: Revision): Promise<Row> {
  const required = await requiredBy(revision);
  const excused = excusedOf("fixture", revision);
  const { code, stdout, stderr } = await suite("fixture", revision);
  const summary = stdout.slice(stdout.indexOf("=== SUMMARY ==="));
  const passed = required.filter((name) => summary.includes(`✓ ${name}: `) && !excused.includes(name));
  const ok = code === 0 && required.length > 0 && passed.length === required.length - excused.length;
  return {
    served: "fixture",
    check: `conformance ${revision}, all that is required`,
    result: `${passed.length} of ${required.length} scenarios, ${excused.length} excused`,
    fault: ok ? null : summary + stderr,
  };
}

async function requiredBy(revision: Revision): Promise<string[]> {
  const { stdout } = await runTool("conformance", ["list", "--requirements", revision], folder);
  const [, ofServers = ""] = /^Server scenarios.*\n((?: {2}- .*\n)+)/m.exec(stdout) ?? [];
  return [...ofServers.matchAll(/- (\S+)/g)].flatMap(([, name]) => name ?? []);
}

/** The lists that a client shows, and whether the Inspector finds anything to say of them. */
async function inspected(method: string, key: string): Promise<Row> {
  const strict = method === "tools/list" ? ["--strict"] : [];
  const target = ["--cli", `${address}?tools=planning,admin`, "--transport", "http", "--header", `X-API-Key: ${key}`];
  const args = [...target, "--method", method, "--protocol-era", "modern", ...strict];
  const { code, stdout, stderr } = await runTool("inspector", args, folder);
  const listed = code === 0 ? Object.values(JSON.parse(stdout) as object).find(Array.isArray) : undefined;
  const ok = listed !== undefined && listed.length > 0 && !/^(Warning|Error):/m.test(stderr);
  return {
    served: "Turbo",
    check: ["Inspector", method, ...strict].join(" "),
    result: `${listed?.length ?? 0} listed${ok && strict.length > 0 ? ", no warning" : ""}`,
    fault: ok ? null : stdout + stderr,
  };
}

/** Serves it at the one port, with the key in each request: the suite can send none. */
async function withServed(key: string, answer: (request: Request) => Promise<Response>, work: () => Promise<void>) {
  const stop = await serve(port, (request) => {
    if (!request.headers.has("x-api-key")) request.headers.set("x-api-key", key);
    return answer(request);
  });
  try {
    await work();
  } finally {
    await stop();
  }
}

const rows: Row[] = [];
bringTools("conformance", "inspector");
const world = await makeDoorWorld("sqlite", port);
try {
  await run(createProject, world.as(), { name: "Doors", key: "DOOR" });
  await run(createIssue, world.as(), { project: "DOOR", title: "All ways in" });
  const { secret } = await world.makeKey({ scope: "admin" });
  await withServed(secret, answerMcp, async () => {
    for (const method of ["tools/list", "prompts/list", "resources/list", "resources/templates/list"])
      rows.push(await inspected(method, secret));
    for (const revision of REVISIONS) rows.push(await onTurbo(revision));
  });
  await withServed(
    secret,
    (request) => answerMcpWith(FIXTURE, request),
    async () => {
      for (const revision of REVISIONS) rows.push(await onFixture(revision));
    },
  );
} finally {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
}

console.log("| Served | Outside check | Result |\n|---|---|---|");
for (const { served, check, result, fault } of rows)
  console.log(`| ${served} | ${check} | ${fault === null ? "passed" : "FAILED"}: ${result} |`);
console.log("\nExcused:");
for (const { served, revision, names, reason } of EXCUSES)
  console.log(`- ${served}, ${revision}: ${names.join(", ")}. ${reason}`);
for (const { served, check, fault } of rows) if (fault !== null) console.error(`\n${served}, ${check}:\n${fault}`);
process.exitCode = rows.some(({ fault }) => fault !== null) ? 1 : 0;
