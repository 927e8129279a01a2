import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { aiState } from "#lib/ai/state";
import { readConfig } from "#lib/core/config";
import { dataDirectory } from "#lib/core/data-directory";
import { keptKey } from "./agent-set-up.ts";
import { type Check, checksOf, sentenceOf } from "./check.ts";
import { ask, textOf } from "./http.ts";
import { clientFile, KEY_VARIABLE, MCP_CLIENTS } from "./mcp-clients.ts";
import { mcpTools } from "./mcp-tools.ts";
import { runningServer } from "./server-file.ts";

const { ok, warn, wrong } = checksOf("claude");

/** What Claude Code meets in a repository: its program, the address of Turbo, a key that works, and tools. */
export async function checkClaude(folder: string): Promise<Check[]> {
  const program = await checkProgram();
  const entry = readEntry(folder);
  const models = checkModels();
  if ("state" in entry) return [program, entry, ...models];
  const { url } = entry;
  const here = await whereTurboIs();
  const file = clientFile(MCP_CLIENTS.claude, folder, null);
  const pointed =
    here === null || sameOrigin(url, here)
      ? ok("address", `${file} names ${url}`)
      : warn(
          "address",
          `${file} names ${url}, and Turbo here is ${here}`,
          "`turbo mcp configure` there writes it anew.",
        );
  return [program, pointed, ...(await checkKey(folder, url)), ...models];
}

/** Whether this Turbo may ask models itself, and which; nothing is sent for it. */
function checkModels(): Check[] {
  const { enabled, providers } = aiState(readConfig({ cwd: process.cwd(), env: process.env }).config.ai);
  if (!enabled) return [ok("models", "AI is off: this Turbo sends nothing to a model provider")];
  if (providers.length === 0) return [warn("models", "AI is on, and no provider is named", "Set ai.providers.")];
  return providers.map(({ title, model, address, missing }) =>
    missing
      ? warn("models", `${title} has no key`, `Set ${missing}, or take it out of ai.providers.`)
      : ok("models", `${title} (${model}) at ${address}; \`turbo ai test\` asks it`),
  );
}

async function checkProgram(): Promise<Check> {
  try {
    const { stdout } = await promisify(execFile)("claude", ["--version"], { timeout: 15_000 });
    return ok("program", `claude ${stdout.trim()}`);
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing)
      return warn("program", "there is no claude on the path", "Install Claude Code, or use another client.");
    return warn("program", `claude --version failed: ${sentenceOf(error)}`, "Install Claude Code again.");
  }
}

function readEntry(folder: string): { url: string } | Check {
  const file = clientFile(MCP_CLIENTS.claude, folder, null);
  const connect = `\`turbo init ${folder} --agent NAME\` connects it, with a key of its own.`;
  if (!existsSync(file)) return warn("address", `${file} is not there`, connect);
  try {
    const { mcpServers = {} } = JSON.parse(readFileSync(file, "utf8")) as {
      mcpServers?: Record<string, { url?: unknown }>;
    };
    const { url } = mcpServers.turbo ?? {};
    if (typeof url === "string" && URL.canParse(url)) return { url };
    return warn("address", `${file} names no Turbo`, connect);
  } catch (error) {
    return wrong("address", `${file} is not valid JSON: ${sentenceOf(error)}`, "Correct it.");
  }
}

async function whereTurboIs(): Promise<string | null> {
  if (process.env.TURBO_URL) return process.env.TURBO_URL;
  return (await runningServer(dataDirectory(process.cwd(), process.env)))?.url ?? null;
}

function sameOrigin(one: string, other: string): boolean {
  if (!URL.canParse(other)) return false;
  const origin = (address: string) => new URL(address).origin.replace("//localhost", "//127.0.0.1");
  return origin(one) === origin(other);
}

/** Whether the key that Claude Code sends from there is let in, and what it is offered. */
async function checkKey(folder: string, url: string): Promise<Check[]> {
  const kept = keptKey(folder);
  const key = kept ?? process.env[KEY_VARIABLE];
  const place = kept ? path.join(folder, ".claude/settings.local.json") : KEY_VARIABLE;
  const anew = "`turbo init . --agent NAME --remove` and again without --remove makes another.";
  if (!key) return [wrong("key", `there is none in ${folder}, and ${KEY_VARIABLE} is not set`, anew)];
  try {
    const answer = await ask(`${new URL(url).origin}/api/v1/me`, { headers: { "x-api-key": key }, patience: 15_000 });
    const said = JSON.parse(await textOf(answer)) as { detail?: string; key?: { name: string } | null; scope?: string };
    if (answer.statusCode !== 200) return [wrong("key", `of ${place}: ${said.detail ?? answer.statusCode}`, anew)];
    const tools = await mcpTools(url, key);
    return [
      ok("key", `${said.key?.name ?? "it"} of ${place}, scope ${said.scope}`),
      tools.length > 0
        ? ok("tools", `${tools.length} are offered`)
        : wrong("tools", "none are offered", "`turbo mcp test` tells more."),
    ];
  } catch (error) {
    return [wrong("answer", sentenceOf(error), "`turbo start` where Turbo is, or correct the address.")];
  }
}
