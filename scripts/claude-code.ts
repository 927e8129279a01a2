import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "#lib/testing/free-port";
import { type RunningTurbo, startTurbo } from "../e2e/start.ts";
import { type Call, startMessagesApi } from "./claude-code/messages-api.ts";
import { bringTools, runTool } from "./outside-tools.ts";

// Tries Claude Code itself, some 360 MB that npm brings, against the built Turbo: npm run claude-code.
// Its model is a fake on loopback that speaks the Messages API, so that no key is needed and nothing leaves the machine.

const ROOT = path.resolve(import.meta.dirname, "..");
const CRITERION = "An invoice is offered from 50 on";

/** What the model does, each time with what it was answered before. */
const STEPS: ((answers: readonly string[]) => Call | string)[] = [
  () => ({ tool: "mcp__turbo__start_work", args: {} }),
  (answers) => ({
    tool: "mcp__turbo__ask_human",
    args: { issue: keyIn(answers), text: "Net or gross?", options: ["Net", "Gross"], blocking: false },
  }),
  (answers) => ({ tool: "mcp__turbo__log_work", args: { issue: keyIn(answers), minutes: 5, note: "Read the code" } }),
  (answers) => ({
    tool: "mcp__turbo__finish_work",
    args: { issue: keyIn(answers), note: "Invoices from 50 on", commits: ["4f2a91c"], evidence: ["1 commit 4f2a91c"] },
  }),
  (answers) => (answers.every((text) => !/^Refused/.test(text)) ? "All done." : `Refused: ${answers.join("\n---\n")}`),
];

const keyIn = ([started = ""]: readonly string[]) => /You hold (\S+)/.exec(started)?.[1] ?? "unknown";

const results: { what: string; ok: boolean; told: string }[] = [];
const note = (what: string, ok: boolean, told = "") => results.push({ what, ok, told });

bringTools("claude");
const home = mkdtempSync(path.join(tmpdir(), "turbo-claude-"));
const turbo = await startTurbo();
try {
  await validate();
  await connects(turbo);
  await works(turbo);
} finally {
  await turbo.stop();
  rmSync(home, { recursive: true, force: true });
}
for (const { what, ok, told } of results)
  process.stdout.write(`${ok ? "passed" : "FAILED"}  ${what}\n${ok ? "" : told}`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

function claude(args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  return runTool("claude", args, cwd, { NODE_ENV: "production", HOME: home, ...env });
}

/** The plugin and the marketplace that names it. */
async function validate(): Promise<void> {
  for (const what of [".", "plugin"]) {
    const { code, stdout, stderr } = await claude(["plugin", "validate", "--strict", what], ROOT);
    note(`plugin validate --strict ${what}`, code === 0, stdout + stderr);
  }
}

/** A connection by each of the two headers that may carry a key. */
async function connects({ url, agentKey }: RunningTurbo): Promise<void> {
  for (const header of [`X-API-Key: ${agentKey}`, `Authorization: Bearer ${agentKey}`]) {
    const name = header.split(":")[0] ?? "";
    const folder = mkdtempSync(path.join(home, "at-"));
    const own = { HOME: folder };
    await claude(
      ["mcp", "add", "-s", "user", "--transport", "http", "turbo", `${url}/api/mcp`, "--header", header],
      folder,
      own,
    );
    const { stdout, stderr } = await claude(["mcp", "list"], folder, own);
    note(`connects with ${name}`, /turbo: .*Connected/.test(stdout), stdout + stderr);
  }
}

/** An agent that `turbo init` has set up takes the next issue, asks, logs, proves a criterion and hands in. */
async function works(server: RunningTurbo): Promise<void> {
  const repository = path.join(home, "shop");
  mkdirSync(repository);
  await server.rest("POST", "/projects", { name: "Shop", key: "SHOP" });
  const given = { project: "SHOP", title: "Invoices for companies", status: "ready", criteria: [CRITERION] };
  await server.rest("POST", "/issues", given);
  const init = await server.cli(["init", repository, "--agent", "Claude of Ada", "--project", "SHOP"]);
  note("turbo init connects a repository", init.code === 0, init.stderr);
  // Somebody at a terminal is asked whether the server of the folder may be used.
  const settings = path.join(home, "settings.json");
  writeFileSync(settings, JSON.stringify({ enableAllProjectMcpServers: true }));
  const model = await startMessagesApi(await freePort(), STEPS);
  const { stdout, stderr } = await claude(
    ["-p", "Take the next issue.", "--settings", settings, "--allowedTools", "mcp__turbo"],
    repository,
    { ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "none" },
  );
  await model.stop();
  note("takes the next issue and hands it in", stdout.includes("All done."), stdout + stderr);
  const read = async (where: string) => (await server.rest("GET", where)).json();
  const issue = await read("/issues/SHOP-1");
  const [criterion] = issue.criteriaList ?? [];
  note("the issue is in review", issue.status === "review", JSON.stringify(issue));
  note(
    "the criterion is reported, with its evidence",
    /reported.*4f2a91c/.test(JSON.stringify(criterion)),
    JSON.stringify(criterion),
  );
  const questions = JSON.stringify(await read("/questions?issue=SHOP-1"));
  note("the question waits for a person", questions.includes("Net or gross?"), questions);
  const logs = JSON.stringify(await read("/issues/SHOP-1/worklogs"));
  note("the work is logged", logs.includes("Read the code") && logs.includes("Invoices from 50 on"), logs);
  const { items } = await read("/claims?issue=SHOP-1&ended=true");
  note("its session is that of the folder", /^shop-[0-9a-f]{6}$/.test(items[0]?.session), JSON.stringify(items));
}
