import { existsSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readConfig } from "#lib/core/config";
import { CONFIG_KEYS, type ConfigKey, type ConfigName } from "#lib/core/config-keys";
import { invalidField, TurboError } from "#lib/core/errors";
import { noSuch } from "#lib/core/likeliest";
import { readToml, tomlLine, tomlValues } from "#lib/core/setting-sources";

/** `port = 3000 # why`, as far as it stands on one line: what comes before the value, the value, what comes after. */
const ON_ONE_LINE = /^(\s*[\w.-]+\s*=\s*)("(?:[^"\\]|\\.)*"|'[^']*'|\[[^[\]]*\]|[^\s#"'[]+)(\s*(?:#.*)?)$/;

/** A setting by its place in turbo.toml or the name of a variable. Throws `not_found`. */
export function settingNamed(name: string): [ConfigName, ConfigKey] {
  const all = Object.entries(CONFIG_KEYS) as [ConfigName, ConfigKey][];
  const found = all.find(([, { toml, env, older = [] }]) => [toml, ...env, ...older].includes(name));
  if (found) return found;
  const names = all.map(([, { toml, env }]) => toml ?? env[0]);
  throw new TurboError("not_found", noSuch("setting", name, names));
}

/** Writes a setting into turbo.toml and leaves every other line as it is; answers what to say. */
export function changeSetting(name: string, given: string): string {
  const sources = { cwd: process.cwd(), env: process.env };
  const file = path.join(readConfig(sources).config.home, "turbo.toml");
  const [key, declared] = settingNamed(name);
  const { toml, env } = declared;
  if (toml === null)
    throw new TurboError("refused", `${env[0]} is set by the environment alone, so that it stands in no file.`);
  const parsed = declared.value.safeParse(given);
  if (!parsed.success) throw invalidField(toml, `${parsed.error.issues[0]?.message ?? "is not right"}.`);
  const before = readToml(file);
  const after = withSetting(before, toml, literalOf(parsed.data, given));
  if (!changesOnly(toml, { before, after, file })) throw byHand(toml, file);
  write(file, after);
  const origin = readConfig(sources).origins.find((one) => one.name === key)?.origin;
  const outranked = origin === "turbo.toml" ? "" : ` ${origin} outranks it as long as it is set.`;
  return `${toml} is set in ${file}. It holds from the next start on.${outranked}`;
}

function literalOf(value: unknown, given: string): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return JSON.stringify(Array.isArray(value) ? value : given);
}

function withSetting(text: string, name: string, literal: string): string {
  const lines = text.split("\n");
  const at = tomlLine(text, name);
  if (at !== null) {
    const parts = ON_ONE_LINE.exec(lines[at - 1] ?? "");
    if (!parts) throw byHand(name);
    lines[at - 1] = `${parts[1]}${literal}${parts[3]}`;
    return lines.join("\n");
  }
  const cut = name.lastIndexOf(".");
  const [table, own] = [name.slice(0, cut), name.slice(cut + 1)];
  const header = lines.findIndex((line) => line.replace(/\s|#.*/g, "") === `[${table}]`);
  if (header === -1) return `${text.replace(/\n*$/, text.trim() ? "\n\n" : "")}[${table}]\n${own} = ${literal}\n`;
  lines.splice(header + 1, 0, `${own} = ${literal}`);
  return lines.join("\n");
}

/** TOML has more ways to write things than are looked for here; what would come out otherwise than meant is not written. */
function changesOnly(name: string, { before, after, file }: { before: string; after: string; file: string }): boolean {
  const { [name]: _, ...others } = tomlValues(before, file);
  try {
    const { [name]: own, ...rest } = tomlValues(after, file);
    return own !== undefined && JSON.stringify(rest) === JSON.stringify(others);
  } catch {
    return false;
  }
}

function byHand(name: string, file = "turbo.toml"): TurboError {
  return new TurboError(
    "refused",
    `${name} stands in ${file} in a way that is not changed from here. Nothing was written. Edit the file.`,
  );
}

function write(file: string, text: string): void {
  const mode = existsSync(file) ? statSync(file).mode & 0o777 : 0o600;
  writeFileSync(`${file}.new`, text, { mode });
  renameSync(`${file}.new`, file);
}
