import { readSettings } from "#lib/core/config";
import { RULE_FACTS } from "#lib/validation/check";
import { levelsOf } from "#lib/validation/profiles";
import { type Check, checksOf, sentenceOf } from "./check.ts";
import { truthHere } from "./truth-here.ts";

const { ok, warn, wrong } = checksOf("agents");

/** What texts are checked by: each family of rules, and the truth that lies here in files. */
export function checkValidators(): Check[] {
  try {
    const { values, home } = readSettings(["validationProfile", "validationRules", "validationTruth"], {
      cwd: process.cwd(),
      env: process.env,
    });
    const { validationProfile: profile, validationRules: rules, validationTruth: named } = values;
    const levels = levelsOf(profile);
    const isOn = (id: string) => {
      const own = rules[id];
      return (typeof own === "string" ? own : (own?.level ?? levels[id])) !== "off";
    };
    const families = Map.groupBy(RULE_FACTS, ({ id }) => id.split("/")[0] ?? "");
    const validators = [...families].map(([family, own]) =>
      ok(family, `${own.filter(({ id }) => isOn(id)).length} of ${own.length} rules are on, in the profile ${profile}`),
    );
    return [...validators, checkTruth(named, home)];
  } catch (error) {
    return [
      wrong("validators", sentenceOf(error), "`turbo validate --help` and docs/validation.md tell of the settings."),
    ];
  }
}

function checkTruth(named: string, home: string): Check {
  const truth = truthHere(named, home);
  if (!truth) return ok("truth files", "no files of truth here, so names are checked against none");
  const flaws = truth.problems.length + truth.contradictions.length;
  const said = `${truth.entries.length} entries from ${truth.files.join(", ")}`;
  return flaws === 0
    ? ok("truth files", said)
    : warn("truth files", `${said}, ${flaws} to mend`, "`turbo truth check` names them.");
}
