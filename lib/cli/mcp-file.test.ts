import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "smol-toml";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clientFile, MCP_CLIENT_NAMES, MCP_CLIENTS, mcpAddress, mcpClient } from "./mcp-clients.ts";
import { removeMcpEntry, writeMcpEntry } from "./mcp-file.ts";

const URL = "http://127.0.0.1:3000/api/mcp";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-mcp-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("Turbo joins the servers of Claude Code that are there, and the key stays in the environment.", () => {
  const file = clientFile(MCP_CLIENTS.claude, folder, null);
  const before = { mcpServers: { other: { type: "stdio", command: "other" } }, own: 1 };
  writeFileSync(file, JSON.stringify(before));
  writeMcpEntry(file, MCP_CLIENTS.claude, URL);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    own: 1,
    mcpServers: {
      other: { type: "stdio", command: "other" },
      turbo: {
        type: "http",
        url: URL,
        headers: { "X-API-Key": `$\{TURBO_API_KEY}`, "X-Turbo-Session": `$\{TURBO_SESSION}` },
      },
    },
  });
  expect(removeMcpEntry(file, MCP_CLIENTS.claude)).toBe(true);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(before);
  expect(removeMcpEntry(file, MCP_CLIENTS.claude)).toBe(false);
});

test.each(MCP_CLIENT_NAMES)("Turbo comes into a new file of %s, twice as once, and leaves nothing behind.", (name) => {
  const client = mcpClient(name);
  for (const home of [null, path.join(folder, "home")]) {
    const file = clientFile(client, folder, home);
    writeMcpEntry(file, client, mcpAddress("http://127.0.0.1:3000", "APP"));
    const once = readFileSync(file, "utf8");
    expect(once).toContain("TURBO_API_KEY");
    expect(once).toContain("/api/mcp?project=APP");
    writeMcpEntry(file, client, mcpAddress("http://127.0.0.1:3000", "APP"));
    expect(readFileSync(file, "utf8")).toBe(once);
    expect(removeMcpEntry(file, client)).toBe(true);
    expect(existsSync(file)).toBe(false);
  }
});

test("What Codex was told besides stays as it was written, comments included.", () => {
  const file = clientFile(MCP_CLIENTS.codex, folder, null);
  mkdirSync(path.dirname(file));
  const before = '# mine\nmodel = "one" # the good one\n\n[mcp_servers.docs]\nurl = "https://docs.example.org/mcp"\n';
  writeFileSync(file, before);
  writeMcpEntry(file, MCP_CLIENTS.codex, URL);
  const text = readFileSync(file, "utf8");
  expect(text.startsWith(before)).toBe(true);
  expect(parse(text)).toMatchObject({
    model: "one",
    mcp_servers: {
      docs: { url: "https://docs.example.org/mcp" },
      turbo: { url: URL, env_http_headers: { "X-API-Key": "TURBO_API_KEY", "X-Turbo-Session": "TURBO_SESSION" } },
    },
  });
  removeMcpEntry(file, MCP_CLIENTS.codex);
  expect(readFileSync(file, "utf8")).toBe(before);
  const after = '\n# the old one\n[mcp_servers.old]\nurl = "https://old.example.org/mcp"\n';
  writeFileSync(file, text + after);
  writeMcpEntry(file, MCP_CLIENTS.codex, URL);
  expect(readFileSync(file, "utf8")).toContain(after);
  removeMcpEntry(file, MCP_CLIENTS.codex);
  expect(readFileSync(file, "utf8")).toBe(before + after);
});

test.each([
  ["claude", "{ broken", "is not valid JSON, so it was left as it is."],
  ["cursor", "[]", "does not hold a JSON object, so it was left as it is."],
  ["codex", "model = ", "is not valid TOML, so it was left as it is."],
  ["claude", '{"mcpServers":"none"}', "is no table of servers there, so the file was left as it is."],
  ["codex", 'mcp_servers = { turbo = { url = "a" }, other = { url = "b" } }', "so it was left as it is."],
  ["codex", 'notes = """\n[mcp_servers.turbo]\n"""\n[mcp_servers.turbo]\nurl = "a"\n', "so it was left as it is."],
])("A file of %s that cannot be read is left as it is.", (name, text, why) => {
  const client = mcpClient(name);
  const file = clientFile(client, folder, null);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  expect(() => writeMcpEntry(file, client, URL)).toThrow(why);
  expect(() => removeMcpEntry(file, client)).toThrow(why);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("A client that Turbo does not know is refused with those that it does.", () => {
  expect(() => mcpClient("emacs")).toThrow("There is no client emacs. Turbo knows claude, codex, cursor");
});
