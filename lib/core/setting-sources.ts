import { readFileSync } from "node:fs";
import { parse as parseToml } from "smol-toml";
import { TurboError } from "./errors.ts";
import { requireUtf8 } from "./utf8.ts";

/** Where a setting may stand: a dotted place in turbo.toml, and variables, the canonical one first. */
export interface SettingPlace {
  toml: string | null;
  env: readonly [string, ...string[]];
}

/** What a setting says before it is looked at, and where it stands: `turbo.toml`, a variable's name, or `default`. */
export interface FoundSetting {
  raw: unknown;
  origin: string;
  /** The variable that set it, where that is not its canonical name. */
  alias?: string;
}

/** The environment's word first, then that of turbo.toml. */
export function findSetting(
  { env, toml }: SettingPlace,
  sources: { env: Record<string, string | undefined>; file: Record<string, unknown> },
): FoundSetting {
  const variable = env.find((candidate) => sources.env[candidate]);
  if (variable) {
    const found = { raw: sources.env[variable], origin: variable };
    return variable === env[0] ? found : { ...found, alias: variable };
  }
  const inFile = toml === null ? undefined : sources.file[toml];
  return inFile === undefined ? { raw: undefined, origin: "default" } : { raw: inFile, origin: "turbo.toml" };
}

/** The values of a turbo.toml by dotted name; empty where there is no file. Throws `configuration`. */
export function readTomlFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = requireUtf8(readFileSync(file), file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    if (error instanceof TurboError) throw new TurboError("configuration", error.message, { cause: error });
    throw new TurboError("configuration", `${file} cannot be read. Check who owns it.`, { cause: error });
  }
  try {
    return flatten(parseToml(text));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new TurboError("configuration", `${file} is not valid TOML: ${reason.replace(/\.?$/, ".")} Correct it.`, {
      cause: error,
    });
  }
}

function flatten(table: object, prefix = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
        ? Object.entries(flatten(value, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}
