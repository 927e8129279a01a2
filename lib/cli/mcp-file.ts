import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "smol-toml";
import { TurboError } from "#lib/core/errors";
import { requireUtf8 } from "#lib/core/utf8";
import type { McpClient } from "./mcp-clients.ts";

type Table = Record<string, unknown>;
const NAME = "turbo";

/** Writes Turbo into the file of a client, other servers and settings left as they are. Throws `configuration` for one it cannot read. */
export function writeMcpEntry(file: string, client: McpClient, url: string): void {
  const text = existsSync(file) ? requireUtf8(readFileSync(file), file) : "";
  const content = read(file, text);
  const servers = client.servers.reduce<Table>((table, name) => tableIn(table, name), content);
  servers[NAME] = client.entry(url);
  const written = isToml(file) ? withToml(text, client, url) : `${JSON.stringify(content, null, 2)}\n`;
  requireSame(file, written, content);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, written);
}

/** Takes Turbo out of the file of a client, and a file that held nothing else away. Says whether it was there. */
export function removeMcpEntry(file: string, client: McpClient): boolean {
  if (!existsSync(file)) return false;
  const text = requireUtf8(readFileSync(file), file);
  const content = read(file, text);
  const tables = [content];
  for (const name of client.servers) tables.push(tableIn(tables.at(-1) ?? {}, name));
  const servers = tables.at(-1) ?? {};
  if (!(NAME in servers)) return false;
  delete servers[NAME];
  // What holds nothing any more was made for Turbo.
  for (const [place, name] of [...client.servers.entries()].reverse()) {
    const [outer, inner] = [tables[place] ?? {}, tables[place + 1] ?? {}];
    if (Object.keys(inner).length === 0) delete outer[name];
  }
  if (Object.keys(content).length === 0) {
    rmSync(file);
    return true;
  }
  const written = isToml(file) ? withoutToml(text, client) : `${JSON.stringify(content, null, 2)}\n`;
  requireSame(file, written, content);
  writeFileSync(file, written);
  return true;
}

/** A TOML text is changed line by line, which does not do where a table stands on one line, or looks like a text's own. */
function requireSame(file: string, written: string, content: Table): void {
  const plain = (table: Table): unknown => JSON.parse(JSON.stringify(table));
  if (isDeepStrictEqual(plain(read(file, written)), plain(content))) return;
  throw new TurboError(
    "configuration",
    `${file} is written in a way that Turbo cannot change without harm, so it was left as it is. Change [${NAME}] there by hand.`,
  );
}

const isToml = (file: string) => file.endsWith(".toml");

function read(file: string, text: string): Table {
  if (text.trim() === "") return {};
  const [form, reader] = isToml(file) ? (["TOML", parse] as const) : (["JSON", JSON.parse] as const);
  let content: unknown;
  try {
    content = reader(text);
  } catch (error) {
    throw new TurboError("configuration", `${file} is not valid ${form}, so it was left as it is.`, { cause: error });
  }
  if (isTable(content)) return content;
  throw new TurboError("configuration", `${file} does not hold a ${form} object, so it was left as it is.`);
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The table of a name within another, made where there is none. */
function tableIn(outer: Table, name: string): Table {
  const inner = outer[name];
  if (isTable(inner)) return inner;
  if (inner !== undefined)
    throw new TurboError("configuration", `${name} is no table of servers there, so the file was left as it is.`);
  const made: Table = {};
  outer[name] = made;
  return made;
}

/** A TOML text with Turbo's table at its end; all else stays as it was written, comments included. */
function withToml(text: string, client: McpClient, url: string): string {
  const others = withoutToml(text, client).trimEnd();
  const table = client.servers.reduceRight<Table>((inner, name) => ({ [name]: inner }), { [NAME]: client.entry(url) });
  return `${others === "" ? "" : `${others}\n\n`}${stringify(table).trim()}\n`;
}

/** A TOML text without the lines of Turbo's tables; the comments before the next table are that one's. */
function withoutToml(text: string, client: McpClient): string {
  const own = [...client.servers, NAME].join(".");
  let inside = false;
  const left: string[] = [];
  let said: string[] = [];
  for (const line of text.split("\n")) {
    const header = /^\s*\[+\s*([^\]]+?)\s*\]/.exec(line)?.[1]?.replaceAll('"', "");
    if (header !== undefined) {
      inside = header === own || header.startsWith(`${own}.`);
      if (!inside) left.push(...said);
    }
    if (!inside) left.push(line);
    const isFirst = said.length === 0 && left.at(-1) === "";
    said = inside && /^\s*(#|$)/.test(line) ? [...said, line].slice(isFirst && line === "" ? 1 : 0) : [];
  }
  return `${[...left, ...said].join("\n").trimEnd()}\n`;
}
