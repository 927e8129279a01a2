import { readFileSync } from "node:fs";
import { parse as parseToml } from "smol-toml";
import { TurboError } from "./errors.ts";
import { requireUtf8 } from "./utf8.ts";

/** Where a setting may stand: a dotted place in turbo.toml, and variables, the canonical one first. */
export interface SettingPlace {
  toml: string | null;
  env: readonly [string, ...string[]];
  /** Where files of other days have it, the likeliest first. */
  older?: readonly string[];
}

/** What a setting says before it is looked at, and where it stands: `turbo.toml`, a variable's name, or `default`. */
export interface FoundSetting {
  raw: unknown;
  origin: string;
  /** What set it, where that is not its canonical name. */
  alias?: string;
}

/** The environment's word first, then that of turbo.toml. */
export function findSetting(
  { env, toml, older = [] }: SettingPlace,
  sources: { env: Record<string, string | undefined>; file: Record<string, unknown> },
): FoundSetting {
  const variable = env.find((candidate) => sources.env[candidate]);
  if (variable) {
    const found = { raw: sources.env[variable], origin: variable };
    return variable === env[0] ? found : { ...found, alias: variable };
  }
  const place = [...(toml === null ? [] : [toml]), ...older].find((one) => sources.file[one] !== undefined);
  if (place === undefined) return { raw: undefined, origin: "default" };
  const found = { raw: sources.file[place], origin: "turbo.toml" };
  return place === toml ? found : { ...found, alias: place };
}

/** The values of a turbo.toml by dotted name; empty where there is no file. Throws `configuration`. */
export function readTomlFile(file: string): Record<string, unknown> {
  return tomlValues(readToml(file), file);
}

/** The text of a turbo.toml, empty where there is none. Throws `configuration`. */
export function readToml(file: string): string {
  try {
    return requireUtf8(readFileSync(file), file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    if (error instanceof TurboError) throw new TurboError("configuration", error.message, { cause: error });
    throw new TurboError("configuration", `${file} cannot be read. Check who owns it.`, { cause: error });
  }
}

/** The values in the text of a turbo.toml by dotted name. Throws `configuration`. */
export function tomlValues(text: string, file: string): Record<string, unknown> {
  try {
    return flatten(parseToml(text));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new TurboError("configuration", `${file} is not valid TOML: ${reason.replace(/\.?$/, ".")} Correct it.`, {
      cause: error,
    });
  }
}

/** Settings that are tables themselves: what stands in them are no names of settings. */
const TABLES = ["validation.rules"];

function flatten(table: object, prefix = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, value]) =>
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      !(value instanceof Date) &&
      !TABLES.includes(`${prefix}${name}`)
        ? Object.entries(flatten(value, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}

/** The line of a turbo.toml that sets a dotted name, from 1 on; null where it is written in a way that does not tell. */
export function tomlLine(text: string, name: string): number | null {
  let table = "";
  for (const [place, line] of text.split("\n").entries()) {
    const header = /^\s*\[+\s*([\w.-]+)\s*\]/.exec(line)?.[1];
    const [, quoted, bare] = /^\s*(?:"([^"]*)"|([\w.-]+))\s*=/.exec(line) ?? [];
    if (header !== undefined) table = `${header}.`;
    else if (`${table}${quoted ?? bare}` === name) return place + 1;
  }
  return null;
}
