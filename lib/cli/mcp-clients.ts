import path from "node:path";
import { TurboError } from "#lib/core/errors";

/** The environment variables that the files name: a key of one's own, and what tells one window or worktree from another. */
export const KEY_VARIABLE = "TURBO_API_KEY";
export const SESSION_VARIABLE = "TURBO_SESSION";

/** How one client of MCP is told of a server. */
export interface McpClient {
  title: string;
  /** Its file in a repository and that of a person, both from the folder that holds them. */
  file: { repository: string; person: string };
  /** Where in the file the servers stand. */
  servers: readonly string[];
  /** What it reads there of Turbo. */
  entry(url: string): Record<string, unknown>;
}

const headers = (variable: (name: string) => string) => ({
  "X-API-Key": variable(KEY_VARIABLE),
  "X-Turbo-Session": variable(SESSION_VARIABLE),
});

export const MCP_CLIENTS = {
  claude: {
    title: "Claude Code",
    file: { repository: ".mcp.json", person: ".claude.json" },
    servers: ["mcpServers"],
    entry: (url) => ({
      type: "http",
      url,
      // With a value to stand for it Claude Code would not look into its own settings, where `turbo init` puts both.
      headers: headers((name) => `$\{${name}}`),
    }),
  },
  codex: {
    title: "Codex",
    file: { repository: ".codex/config.toml", person: ".codex/config.toml" },
    servers: ["mcp_servers"],
    entry: (url) => ({ url, env_http_headers: headers((name) => name) }),
  },
  cursor: {
    title: "Cursor",
    file: { repository: ".cursor/mcp.json", person: ".cursor/mcp.json" },
    servers: ["mcpServers"],
    entry: (url) => ({ url, headers: headers((name) => `$\{env:${name}}`) }),
  },
  vscode: {
    title: "VS Code",
    file: { repository: ".vscode/mcp.json", person: ".config/Code/User/mcp.json" },
    servers: ["servers"],
    entry: (url) => ({ type: "http", url, headers: headers((name) => `$\{env:${name}}`) }),
  },
  gemini: {
    title: "Gemini CLI",
    file: { repository: ".gemini/settings.json", person: ".gemini/settings.json" },
    servers: ["mcpServers"],
    entry: (url) => ({ httpUrl: url, headers: headers((name) => `$${name}`) }),
  },
  opencode: {
    title: "OpenCode",
    file: { repository: "opencode.json", person: ".config/opencode/opencode.json" },
    servers: ["mcp", "servers"],
    entry: (url) => ({ type: "remote", url, headers: headers((name) => `{env:${name}}`) }),
  },
} as const satisfies Record<string, McpClient>;

export type McpClientName = keyof typeof MCP_CLIENTS;
export const MCP_CLIENT_NAMES = Object.keys(MCP_CLIENTS) as McpClientName[];

/** The client of a name. Throws `malformed` with the names that there are. */
export function mcpClient(name: string): McpClient {
  const known = MCP_CLIENT_NAMES.find((one) => one === name);
  if (known) return MCP_CLIENTS[known];
  throw new TurboError("malformed", `There is no client ${name}. Turbo knows ${MCP_CLIENT_NAMES.join(", ")}.`);
}

/** The file in which a client reads of its servers: of a repository, or of a person whose home is given. */
export function clientFile(client: McpClient, folder: string, home: string | null): string {
  return home === null ? path.join(folder, client.file.repository) : path.join(home, client.file.person);
}

/** Turbo's address for a client, within one project where its key is given. */
export function mcpAddress(url: string, project: string | undefined): string {
  return `${url}/api/mcp${project === undefined ? "" : `?project=${encodeURIComponent(project)}`}`;
}
