import { readSettings } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { tomlLine } from "#lib/core/setting-sources";
import { requireKnown, ruleOf, settingsBy } from "#lib/validation/files/settings";
import type { Profile } from "#lib/validation/profiles";

const SETTINGS = [
  "validationProfile",
  "validationFailLevel",
  "validationTruth",
  "validationExclude",
  "validationRules",
  "validationFolders",
] as const;

interface Given {
  profile?: Profile;
  rule?: readonly string[];
  failLevel?: string;
}

/** What turbo.toml, the environment and the command line want of texts. Throws `malformed` where they say what there is not. */
export function chosenSettings({ profile, rule = [], failLevel }: Given = {}) {
  const { values, unknown, home, text } = readSettings(SETTINGS, { cwd: process.cwd(), env: process.env });
  if (unknown.length > 0) throw new TurboError("malformed", unknown.join("\n"));
  const inToml = (id: string) => {
    // In a table on one line it stands where it is first named.
    const named = text.split("\n").findIndex((line) => line.includes(`"${id}"`)) + 1;
    const line = tomlLine(text, `validation.rules.${id}`) ?? named;
    return line === 0 ? "In the settings of validation" : `turbo.toml, line ${line}:`;
  };
  for (const rules of [values.validationRules, ...values.validationFolders.map((folder) => folder.rules ?? {})])
    requireKnown(rules, inToml);
  const given = Object.fromEntries(rule.flatMap((one) => one.split(",")).map(ruleOf));
  requireKnown(given, () => "--rule:");
  const { validationRules: rules, validationFolders: folders } = values;
  const settings = settingsBy({ profile: values.validationProfile, rules, folders, given: { profile, rules: given } });
  return {
    settings,
    home,
    exclude: values.validationExclude,
    truth: values.validationTruth,
    failLevel: failLevel ?? values.validationFailLevel,
  };
}
