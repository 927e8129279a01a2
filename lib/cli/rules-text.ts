import { TurboError } from "#lib/core/errors";
import { RULE_FACTS, type Settings } from "#lib/validation/check";
import { EXAMPLES } from "#lib/validation/examples";
import { meant } from "#lib/validation/files/settings";
import { levelIn, PROFILES } from "#lib/validation/profiles";

const rows = ({ levels = {}, limits = {} }: Settings) =>
  RULE_FACTS.map(({ id, level, sentence, limits: own = {} }) => ({
    rule: id,
    level: levels[id] ?? level,
    limits: { ...own, ...limits[id] },
    sentence,
  }));

/** Every rule with the level and limits that hold here. */
export function listRules(settings: Settings, json: boolean): string {
  const all = rows(settings);
  if (json) return JSON.stringify(all, null, 2);
  const lines = all.map(({ rule, level, limits, sentence }) =>
    [rule.padEnd(34), level.padEnd(7), [sentence, limitsText(limits)].filter(Boolean).join(" ")].join("  "),
  );
  return [...lines, "", `${all.filter(({ level }) => level !== "off").length} of ${all.length} rules are on.`].join(
    "\n",
  );
}

const limitsText = (limits: Readonly<Record<string, number>>) => {
  const said = Object.entries(limits).map(([name, value]) => `${name} ${value}`);
  return said.length === 0 ? "" : `(${said.join(", ")})`;
};

const SHORT = 200;

/** A short text that the rule finds something in, and one that is right; longer ones show little. */
function exampleOf(id: string): string[] {
  const [wrong, , right] = EXAMPLES[id] ?? [];
  if (!wrong || !right || wrong.length > SHORT || right.length > SHORT) return [];
  const shown = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`);
  return ["", "Wrong:", ...shown(wrong), "", "Right:", ...shown(right)];
}

/** What a rule is about, where it is asked, and how it is set. */
export function explainRule(id: string, settings: Settings): string {
  const rule = RULE_FACTS.find((one) => one.id === id);
  if (!rule) throw new TurboError("malformed", `There is no rule "${id}".${meant(id)}`);
  const own = rows(settings).find((one) => one.rule === id);
  const [limit] = Object.keys(rule.limits ?? {});
  const inProfiles = PROFILES.map((profile) => `${profile} ${levelIn(profile, rule)}`).join(", ");
  return [
    `${id}: ${rule.sentence}`,
    ...exampleOf(id),
    "",
    `Here it is ${own?.level}. By profile: ${inProfiles}.`,
    ...(limit ? [`Its limits here: ${limitsText(own?.limits ?? {}).slice(1, -1)}.`] : []),
    "",
    "In turbo.toml:",
    "  [validation.rules]",
    limit ? `  "${id}" = { level = "warning", ${limit} = ${own?.limits[limit]} }` : `  "${id}" = "off"`,
    "Once:",
    `  turbo validate --rule ${id}=warning`,
    "In a text:",
    `  <!-- turbo-disable-next-line ${id} -- why -->`,
  ].join("\n");
}
