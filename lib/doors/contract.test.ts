import type { Command } from "commander";
import { expect, test } from "vitest";
import { SPECS } from "#lib/cli/all-specs";
import { makeProgram } from "#lib/cli/program";
import { PROMPTS } from "./mcp-prompts.ts";
import { RESOURCE_TEMPLATES } from "./mcp-resources.ts";
import { INSTRUCTIONS } from "./mcp-server.ts";
import { TOOLS } from "./mcp-tools.ts";
import { openApi } from "./openapi.ts";
import { listing, scopeOfRisk } from "./tools/tool.ts";

// What the outside relies on. A change here changes what people's scripts and agents see: read the difference, then
// write it anew with `npx vitest run --project unit lib/doors/contract.test.ts -u`.

test("REST is as promised.", async () => {
  const { info: _, servers: __, ...promised } = openApi();
  await expect(linesOf(promised)).toMatchFileSnapshot("contract/openapi.snap");
});

test("MCP is as promised.", async () => {
  const tools = TOOLS.map((tool) => ({ scope: scopeOfRisk(tool.risk), ...listing(tool) }));
  const prompts = PROMPTS.map(({ text: _, ...prompt }) => prompt);
  const promised = { instructions: INSTRUCTIONS.split("\n"), tools, prompts, resources: RESOURCE_TEMPLATES };
  await expect(linesOf(promised)).toMatchFileSnapshot("contract/mcp.snap");
});

test("The command line is as promised.", async () => {
  await expect(helpOf(makeProgram(SPECS)).join("\n\n")).toMatchFileSnapshot("contract/cli.snap");
});

/** JSON with a line for each field: what fits into one stands in one. */
function linesOf(value: unknown, indent = ""): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= 160) return line;
  const further = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((one) => further + linesOf(one, further)).join(",\n")}\n${indent}]`;
  const fields = Object.entries(value).map(([name, one]) => `${further}"${name}": ${linesOf(one, further)}`);
  return `{\n${fields.join(",\n")}\n${indent}}`;
}

/** The help of a command and of all below it. */
function helpOf(command: Command): string[] {
  command.configureOutput({ getOutHelpWidth: () => 120 });
  return [command.helpInformation().trimEnd(), ...command.commands.flatMap(helpOf)];
}
