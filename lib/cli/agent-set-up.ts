import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { requireUtf8 } from "#lib/core/utf8";
import { clientFile, KEY_VARIABLE, MCP_CLIENTS, type McpClient, SESSION_VARIABLE } from "./mcp-clients.ts";
import { removeMcpEntry, writeMcpEntry } from "./mcp-file.ts";

/** A repository, or a worktree of one, and the client that the agent runs in. */
interface Into {
  folder: string;
  client: McpClient;
}

interface Made {
  address: string;
  makeKey(): Promise<{ prefix: string; secret: string }>;
}

/** What Claude Code reads of one person in one folder; it takes the variables of `env` for those that .mcp.json names. */
const SETTINGS = ".claude/settings.local.json";

/**
 * Connects an agent in a folder: its client's file names Turbo, and where the client keeps a person's own variables these
 * hold a key of the agent's own and the session of this folder. Answers what to tell. Throws before a key is made.
 */
export async function setUpAgent({ folder, client }: Into, { address, makeKey }: Made): Promise<string[]> {
  const root = requireFolder(folder);
  const session = sessionOf(root);
  const file = clientFile(client, root, null);
  if (client !== MCP_CLIENTS.claude) {
    writeMcpEntry(file, client, address);
    const { secret } = await makeKey();
    return [
      `${file} now names Turbo at ${address}.`,
      `Start ${client.title} with these; the key is shown this once:`,
      `  export ${KEY_VARIABLE}=${secret} ${SESSION_VARIABLE}=${session}`,
    ];
  }
  const settings = path.join(root, SETTINGS);
  const known = readSettings(settings);
  if (known.env?.[KEY_VARIABLE])
    throw new TurboError("conflict", `${settings} holds a key already. \`turbo init --remove\` takes it away.`);
  requireUntracked(root);
  writeMcpEntry(file, client, address);
  const { prefix, secret } = await makeKey();
  writeSettings(settings, { ...known, env: { ...known.env, [KEY_VARIABLE]: secret, [SESSION_VARIABLE]: session } });
  const ignored = ignore(root, SETTINGS);
  return [
    `${file} now names Turbo at ${address}; it may be committed.`,
    `${settings} holds the key ${prefix}… and the session ${session} of this folder${ignored ? "; git ignores it" : ""}.`,
    `Start ${client.title} there and say: take the next issue.`,
  ];
}

/** Takes away what \`setUpAgent\` left in a folder, and revokes the key that it finds. Answers what to tell. */
export async function removeAgent(
  { folder, client }: Into,
  revoke: (prefix: string) => Promise<unknown>,
): Promise<string[]> {
  const root = requireFolder(folder);
  const file = clientFile(client, root, null);
  const settings = path.join(root, SETTINGS);
  const known = client === MCP_CLIENTS.claude ? readSettings(settings) : {};
  const key = known.env?.[KEY_VARIABLE];
  const told: string[] = [];
  if (key) {
    const gone = await isRevoked(revoke(prefixOf(key)));
    const { [KEY_VARIABLE]: _, [SESSION_VARIABLE]: __, ...env } = known.env ?? {};
    const { env: ___, ...others } = known;
    writeSettings(settings, Object.keys(env).length > 0 ? { ...others, env } : others);
    told.push(
      gone
        ? `The key ${prefixOf(key)}… is revoked, and ${settings} holds it no more.`
        : `${settings} holds the key ${prefixOf(key)}… no more. This Turbo does not know it: revoke it where it was made.`,
    );
  } else told.push(`${settings} holds no key. \`turbo keys list\` shows the ones there are.`);
  told.push(removeMcpEntry(file, client) ? `${file} names Turbo no more.` : `${file} does not name Turbo.`);
  return told;
}

/** The key that `setUpAgent` put into a folder for Claude Code; null where there is none. */
export function keptKey(folder: string): string | null {
  return readSettings(path.join(folder, SETTINGS)).env?.[KEY_VARIABLE] ?? null;
}

/** False where this Turbo does not know the key. */
async function isRevoked(revoking: Promise<unknown>): Promise<boolean> {
  try {
    await revoking;
    return true;
  } catch (error) {
    if (error instanceof TurboError && error.code === "not_found") return false;
    throw error;
  }
}

/** A secret has no place in a file that git keeps. */
function requireUntracked(root: string): void {
  const { status } = spawnSync("git", ["ls-files", "--error-unmatch", SETTINGS], { cwd: root, stdio: "ignore" });
  if (status !== 0) return;
  throw new TurboError(
    "conflict",
    `${path.join(root, SETTINGS)} is kept by git, so no key was put into it. Take it out of the repository first: git rm --cached ${SETTINGS}.`,
  );
}

interface Settings {
  [more: string]: unknown;
  env?: Record<string, string>;
}

function readSettings(file: string): Settings {
  if (!existsSync(file)) return {};
  try {
    const content: unknown = JSON.parse(requireUtf8(readFileSync(file), file));
    if (isTable(content) && (content.env === undefined || isTable(content.env))) return content as Settings;
  } catch (error) {
    if (error instanceof TurboError) throw error;
  }
  throw new TurboError("configuration", `${file} is not a JSON object of settings, so it was left as it is.`);
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Its owner alone reads it; what holds nothing any more goes. */
function writeSettings(file: string, content: Settings): void {
  if (Object.keys(content).length === 0) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file)) chmodSync(file, 0o600);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}

function requireFolder(folder: string): string {
  const root = path.resolve(folder);
  if (existsSync(root) && statSync(root).isDirectory()) return root;
  throw new TurboError("malformed", `${root} is not a folder.`);
}

/** The name of a folder and a few characters of its whole path: each worktree has its own, and none tells the path. */
function sessionOf(root: string): string {
  const name = path
    .basename(root)
    .normalize("NFKD")
    .replace(/[^\w.-]+/g, "-")
    .slice(0, 60);
  return `${name}-${createHash("sha256").update(root).digest("hex").slice(0, 6)}`;
}

/** How a key begins, by which it is told from others: turbo_ and eight characters. */
const prefixOf = (key: string) => key.slice(0, "turbo_".length + 8);

/** Tells git to leave a file out, in this clone alone. False where there is no repository. */
function ignore(root: string, file: string): boolean {
  const top = repositoryOf(root);
  const git = top === null ? null : gitFolder(top);
  if (top === null || git === null) return false;
  const within = path.relative(top, path.join(root, file)).split(path.sep).join("/");
  // A folder may be called what a pattern reads otherwise.
  const pattern = within.replace(/[\\*?[\]]|^[#!]/g, "\\$&");
  const exclude = path.join(git, "info", "exclude");
  const text = existsSync(exclude) ? readFileSync(exclude, "utf8") : "";
  if (text.split("\n").includes(pattern)) return true;
  mkdirSync(path.dirname(exclude), { recursive: true });
  appendFileSync(exclude, `${text === "" || text.endsWith("\n") ? "" : "\n"}${pattern}\n`);
  return true;
}

/** The folder of the repository or worktree that a folder lies in. */
function repositoryOf(folder: string): string | null {
  if (existsSync(path.join(folder, ".git"))) return folder;
  const outer = path.dirname(folder);
  return outer === folder ? null : repositoryOf(outer);
}

/** The folder of git that a clone and its worktrees share. */
function gitFolder(root: string): string | null {
  const dot = path.join(root, ".git");
  if (!existsSync(dot)) return null;
  if (statSync(dot).isDirectory()) return dot;
  const own = /^gitdir: (.+)$/m.exec(readFileSync(dot, "utf8"))?.[1];
  if (own === undefined) return null;
  const folder = path.resolve(root, own);
  const common = path.join(folder, "commondir");
  return existsSync(common) ? path.resolve(folder, readFileSync(common, "utf8").trim()) : folder;
}
