import { PROMPTS } from "./mcp-prompts.ts";

/** The slash commands of the plugin for Claude Code, by file name: the prompts of MCP, with what follows a command behind them. */
export function pluginCommands(): Map<string, string> {
  return new Map(
    PROMPTS.map(({ name, description, arguments: given, text }) => {
      const hint = given.map((one) => (one.required ? one.name : `[${one.name}]`)).join(" ");
      const meaning = given.map((one) => `${one.name} (${one.description.replace(/\.$/, "")})`).join("; ");
      const blank = Object.fromEntries(given.filter(({ required }) => required).map((one) => [one.name, "$ARGUMENTS"]));
      const lines = [
        "---",
        `description: ${description}`,
        `argument-hint: "${hint}"`,
        "---",
        "",
        text(blank),
        "",
        `What follows the command may say ${meaning}. It follows: $ARGUMENTS`,
        "",
      ];
      return [`turbo-${name}.md`, lines.join("\n")];
    }),
  );
}
