import path from "node:path";
import { readConfig } from "#lib/core/config";
import { CONFIG_KEYS, type ConfigKey } from "#lib/core/config-keys";
import { type SettingLine, settingLines } from "#lib/core/setting-lines";
import { settingNamed } from "./change-setting.ts";

const settings = () => readConfig({ cwd: process.cwd(), env: process.env });

/** What holds here. */
export const settingsHere = () => settingLines(settings().origins);

/** What is old or unknown among the settings, and whether they are fit. Throws where a value is not. */
export function checkSettings(): { fit: boolean; text: string } {
  const { notices, unknown } = settings();
  const fit = unknown.length === 0;
  const end = fit ? "The settings are valid." : "The values are valid; take away or correct what is no setting.";
  return { fit, text: [...notices, end].join("\n") };
}

/** One setting by its place in turbo.toml or its variable. */
export function settingLine(name: string): SettingLine {
  const [own] = settingNamed(name);
  const [line] = settingLines(settings().origins.filter((origin) => origin.name === own));
  if (!line) throw new Error(`unreachable: ${own} has no origin`);
  return line;
}

/** Where the settings and the data lie. */
export function settingPlaces(): { file: string; dataDirectory: string } {
  const { home, dataDirectory } = settings().config;
  return { file: path.join(home, "turbo.toml"), dataDirectory };
}

/** turbo.example.toml: every key of the file with its sentence and default. */
export function exampleToml(): string {
  const sections = new Map<string, string[]>();
  for (const declared of Object.values<ConfigKey>(CONFIG_KEYS)) {
    if (!declared.toml) continue;
    const at = declared.toml.lastIndexOf(".");
    const [section, name] = [declared.toml.slice(0, at), declared.toml.slice(at + 1)];
    const lines = sections.get(section) ?? [];
    sections.set(section, [
      ...lines,
      `# ${declared.sentence} (${declared.env[0]})`,
      `# ${name} = ${tomlDefault(declared)}`,
    ]);
  }
  const body = [...sections].map(([section, lines]) => `[${section}]\n${lines.join("\n")}\n`).join("\n");
  return `# Settings of Turbo. Copy to turbo.toml and take away the # of what you change.\n# Command line > environment > this file > defaults.\n\n${body}`;
}

/** The table of settings in docs/settings.md. */
export function configTable(): string {
  const rows = Object.values<ConfigKey>(CONFIG_KEYS).map((declared) => {
    const names = declared.env.map((name) => `\`${name}\``).join(", ");
    const place = declared.toml ? `\`${declared.toml}\`` : "";
    return `| ${place} | ${names} | ${declared.sentence} | \`${tomlDefault(declared)}\` |`;
  });
  return ["| turbo.toml | environment | what it is | default |", "|---|---|---|---|", ...rows].join("\n");
}

function tomlDefault(declared: ConfigKey): string {
  return JSON.stringify(declared.value.parse(undefined));
}
