import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeApiKey } from "#lib/core/api-key";
import { TurboError } from "#lib/core/errors";
import { removeAgent, setUpAgent } from "./agent-set-up.ts";
import { MCP_CLIENTS } from "./mcp-clients.ts";

const address = "http://127.0.0.1:3000/api/mcp?project=APP";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-agent-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd, encoding: "utf8" });

function repository(): string {
  const root = path.join(folder, "shop");
  mkdirSync(root);
  git(root, "init", "-q");
  git(root, "commit", "-q", "--allow-empty", "-m", "Begin");
  return root;
}

const settingsOf = (root: string) => path.join(root, ".claude/settings.local.json");
const envOf = (root: string) => JSON.parse(readFileSync(settingsOf(root), "utf8")).env as Record<string, string>;

test("An agent of Claude Code gets a key of its own in each worktree, which git does not see, and a session that tells them apart.", async () => {
  const root = repository();
  const worktree = path.join(folder, "shop-two");
  git(root, "worktree", "add", "-q", worktree);
  const client = MCP_CLIENTS.claude;
  for (const place of [root, worktree]) {
    const key = makeApiKey();
    const told = await setUpAgent({ folder: place, client }, { address, makeKey: async () => key });
    expect(told.join("\n")).not.toContain(key.secret);
    expect(envOf(place).TURBO_API_KEY).toBe(key.secret);
    expect(statSync(settingsOf(place)).mode & 0o777).toBe(0o600);
    expect(git(place, "status", "--porcelain")).toBe("?? .mcp.json\n");
    expect(readFileSync(path.join(place, ".mcp.json"), "utf8")).toContain(address);
  }
  expect(envOf(root).TURBO_SESSION).toMatch(/^shop-[0-9a-f]{6}$/);
  expect(envOf(worktree).TURBO_SESSION).toMatch(/^shop-two-[0-9a-f]{6}$/);

  const never = () => Promise.reject(new Error("no key was to be made"));
  await expect(setUpAgent({ folder: root, client }, { address, makeKey: never })).rejects.toThrow(
    "holds a key already",
  );

  const revoked: string[] = [];
  const { TURBO_API_KEY: secret = "" } = envOf(root);
  await removeAgent({ folder: root, client }, async (prefix) => revoked.push(prefix));
  expect(revoked).toEqual([secret.slice(0, 14)]);
  expect(existsSync(settingsOf(root)) || existsSync(path.join(root, ".mcp.json"))).toBe(false);
  expect(envOf(worktree).TURBO_API_KEY).toMatch(/^turbo_/);
});

test("The key of an agent in a folder of a repository is hidden from git as well.", async () => {
  const root = repository();
  const part = path.join(root, "packages/[new] shop");
  mkdirSync(part, { recursive: true });
  await setUpAgent({ folder: part, client: MCP_CLIENTS.claude }, { address, makeKey: async () => makeApiKey() });
  expect(git(root, "status", "--porcelain", "-uall")).toBe('?? "packages/[new] shop/.mcp.json"\n');
});

test("No key is made where git keeps the settings, and one that another Turbo made is taken out all the same.", async () => {
  const root = repository();
  const into = { folder: root, client: MCP_CLIENTS.claude };
  mkdirSync(path.dirname(settingsOf(root)));
  writeFileSync(settingsOf(root), "{}");
  git(root, "add", "-f", ".claude");
  const never = () => Promise.reject(new Error("no key was to be made"));
  await expect(setUpAgent(into, { address, makeKey: never })).rejects.toThrow("is kept by git");
  git(root, "rm", "-q", "--cached", "-r", ".claude");
  await setUpAgent(into, { address, makeKey: async () => makeApiKey() });
  const unknown = () => Promise.reject(new TurboError("not_found", "There is no key."));
  const told = await removeAgent(into, unknown);
  expect(told.join("\n")).toContain("revoke it where it was made");
  expect(existsSync(settingsOf(root))).toBe(false);
});

test("What Claude Code was told besides stays.", async () => {
  const root = repository();
  mkdirSync(path.dirname(settingsOf(root)));
  writeFileSync(settingsOf(root), JSON.stringify({ permissions: { allow: ["x"] }, env: { OWN: "1" } }));
  const into = { folder: root, client: MCP_CLIENTS.claude };
  await setUpAgent(into, { address, makeKey: async () => makeApiKey() });
  expect(envOf(root)).toMatchObject({ OWN: "1", TURBO_API_KEY: expect.stringMatching(/^turbo_/) });
  await removeAgent(into, async () => undefined);
  expect(JSON.parse(readFileSync(settingsOf(root), "utf8"))).toEqual({
    permissions: { allow: ["x"] },
    env: { OWN: "1" },
  });
});

test("Settings that cannot be read stay as they are, and no key is made.", async () => {
  const root = repository();
  mkdirSync(path.dirname(settingsOf(root)));
  writeFileSync(settingsOf(root), "{ broken");
  let made = 0;
  const makeKey = async () => {
    made += 1;
    return makeApiKey();
  };
  const into = { folder: root, client: MCP_CLIENTS.claude };
  await expect(setUpAgent(into, { address, makeKey })).rejects.toThrow("so it was left as it is");
  await expect(setUpAgent({ ...into, folder: path.join(folder, "none") }, { address, makeKey })).rejects.toThrow(
    "is not a folder",
  );
  expect(made).toBe(0);
  expect(readFileSync(settingsOf(root), "utf8")).toBe("{ broken");
});

test("Another client's key is told once, to be put into its environment.", async () => {
  const key = makeApiKey();
  const told = await setUpAgent({ folder, client: MCP_CLIENTS.codex }, { address, makeKey: async () => key });
  expect(told.join("\n")).toContain(`export TURBO_API_KEY=${key.secret} TURBO_SESSION=turbo-agent-`);
  expect(readFileSync(path.join(folder, ".codex/config.toml"), "utf8")).not.toContain(key.secret);
});
