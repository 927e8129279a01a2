import type { ConfigOrigin } from "./config.ts";
import { CONFIG_KEYS, type ConfigKey } from "./config-keys.ts";
import { databaseName } from "./database-name.ts";

export interface SettingLine {
  key: string;
  value: string;
  from: string;
}

/** Every setting, its value without secrets, and where the value came from. */
export function settingLines(origins: readonly ConfigOrigin[]): SettingLine[] {
  return origins.map(({ name, value, origin }) => {
    const declared: ConfigKey = CONFIG_KEYS[name];
    return { key: declared.toml ?? declared.env[0], value: shown(name, declared, value), from: origin };
  });
}

function shown(name: string, declared: ConfigKey, value: unknown): string {
  if (value === "") return "";
  if (name === "databaseUrl") return databaseName(String(value));
  if (declared.secret) return "(set)";
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
