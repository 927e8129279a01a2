import picomatch from "picomatch";
import { TurboError } from "#lib/core/errors";
import { likeliest } from "#lib/core/likeliest";
import { RULE_FACTS, type Settings } from "../check.ts";
import { levelsOf, type Profile } from "../profiles.ts";
import type { Level } from "../rules/rule.ts";
import { patternOf } from "./markdown-files.ts";

type RuleSetting = Level | "off" | { level?: Level | "off" | undefined; [limit: string]: number | string | undefined };
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** Other settings for some paths. */
export interface FolderSettings {
  /** A pattern from the folder of turbo.toml on. */
  path: string;
  profile?: Profile | undefined;
  rules?: RuleSettings | undefined;
}

/** How texts are checked, by where they lie. */
export interface Chosen {
  profile: Profile;
  rules: RuleSettings;
  folders: readonly FolderSettings[];
  /** What the command line says, which outranks the rest everywhere. */
  given: { profile: Profile | undefined; rules: RuleSettings };
}

/** The settings of a path, counted from the folder of turbo.toml on; those of two paths that are alike are the same object. */
export function settingsBy({ profile, rules, folders, given }: Chosen): (path: string) => Settings {
  const tests = folders.map(({ path }) => picomatch(patternOf(path), { dot: true }));
  const made = new Map<string, Settings>();
  return (path) => {
    const fitting = folders.filter((_, at) => tests[at]?.(path));
    const key = folders.map((_, at) => Number(tests[at]?.(path))).join("");
    const known = made.get(key);
    if (known) return known;
    const own = given.profile ?? fitting.findLast((folder) => folder.profile)?.profile ?? profile;
    const settings = settingsOf(own, [rules, ...fitting.map((folder) => folder.rules ?? {}), given.rules]);
    made.set(key, settings);
    return settings;
  };
}

function settingsOf(profile: Profile, all: readonly RuleSettings[]): Settings {
  const levels: Record<string, Level | "off"> = { ...levelsOf(profile) };
  const limits: Record<string, Record<string, number>> = {};
  for (const [id, setting] of all.flatMap((rules) => Object.entries(rules))) {
    const { level, ...numbers } = typeof setting === "string" ? { level: setting } : setting;
    if (level) levels[id] = level;
    if (Object.keys(numbers).length > 0) limits[id] = { ...limits[id], ...(numbers as Record<string, number>) };
  }
  return { levels, limits };
}

/** Throws `malformed` for rules and limits that there are not; `where` says where a rule was named. */
export function requireKnown(rules: RuleSettings, where: (rule: string) => string): void {
  for (const [id, setting] of Object.entries(rules)) {
    const rule = RULE_FACTS.find((one) => one.id === id);
    if (!rule) throw new TurboError("malformed", `${where(id)} there is no rule "${id}".${meant(id)}`);
    const limits = Object.keys(rule.limits ?? {});
    const wrong =
      typeof setting === "string"
        ? undefined
        : Object.keys(setting).find((name) => name !== "level" && !limits.includes(name));
    if (wrong === undefined) continue;
    const has = limits.length === 0 ? "It has no limits." : `Its limits: ${limits.join(", ")}.`;
    throw new TurboError("malformed", `${where(id)} ${id} has no limit "${wrong}". ${has}`);
  }
}

/** What was meant by the id of a rule; people leave its family out. */
export function meant(id: string): string {
  const ids = RULE_FACTS.map((rule) => rule.id);
  const near = ids.find((one) => one.endsWith(`/${id}`)) ?? likeliest(id, ids);
  return near ? ` Did you mean "${near}"?` : " `turbo validate --list-rules` lists them.";
}

/** `ID=LEVEL` of the command line. Throws `malformed`. */
export function ruleOf(given: string): [string, Level | "off"] {
  const [, id = "", level] = /^([^=]*)=(error|warning|info|hint|off)$/.exec(given) ?? [];
  if (level !== undefined) return [id, level as Level | "off"];
  throw new TurboError(
    "malformed",
    `--rule ${given}: write it as ID=LEVEL; levels are error, warning, info, hint and off.`,
  );
}
