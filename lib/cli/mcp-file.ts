import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { TurboError } from "#lib/core/errors";
import { requireUtf8 } from "#lib/core/utf8";

/** Writes Turbo into a project's .mcp.json, other servers left as they are. The key stays in the environment. */
export function writeMcpFile(file: string, url: string): void {
  const known = existsSync(file) ? parsed(file) : {};
  const servers = isTable(known.mcpServers) ? known.mcpServers : {};
  const turbo = { type: "http", url: `${url}/api/mcp`, headers: { "X-API-Key": `$\{TURBO_API_KEY}` } };
  const content = { ...known, mcpServers: { ...servers, turbo } };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

function parsed(file: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(requireUtf8(readFileSync(file), file));
    if (isTable(content)) return content;
  } catch (error) {
    throw new TurboError("configuration", `${file} is not valid JSON, so it was left as it is.`, { cause: error });
  }
  throw new TurboError("configuration", `${file} does not hold a JSON object, so it was left as it is.`);
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
