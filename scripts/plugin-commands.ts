import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pluginCommands } from "#lib/doors/plugin-commands";

// Writes the slash commands of the plugin for Claude Code from the prompts that MCP offers: `npm run plugin-commands`.

const folder = path.join(import.meta.dirname, "../plugin/commands");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, text] of pluginCommands()) writeFileSync(path.join(folder, name), text);
