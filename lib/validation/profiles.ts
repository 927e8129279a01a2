import { RULE_FACTS, type Settings } from "./check.ts";
import type { Level } from "./rules/rule.ts";

/** How much is asked of texts: every rule at its own level, what matters in ordinary documents, or errors alone. */
export const PROFILES = ["strict", "default", "relaxed"] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * What `default` asks otherwise than the rules themselves. Off is what good documentation does all the time: each of
 * these found more than one place in 20,000 words of it, or is a question of taste.
 */
const BY_DEFAULT: Readonly<Record<string, Level | "off">> = {
  "yaml/required_title": "warning",
  "yaml/required_description": "off",
  "yaml/title_length": "off",
  "yaml/description_length": "off",
  "markdown/excessive_whitespace": "off",
  "markdown/trailing_whitespace": "off",
  "structure/content_too_short": "info",
  "structure/consecutive_headings": "off",
  "structure/deep_nesting": "off",
  "code/no_language_specified": "off",
  "code/inline_code_too_long": "off",
  "links/localhost_link": "info",
  "seo/h1_length": "off",
  "seo/h2_length": "off",
  "seo/h3_length": "off",
  "seo/h4_length": "off",
  "seo/h5_length": "off",
  "seo/h6_length": "off",
};

/** At which level a profile has a rule. */
export function levelIn(profile: Profile, { id, level }: { id: string; level: Level }): Level | "off" {
  if (profile === "strict") return level;
  const usual = BY_DEFAULT[id] ?? level;
  return profile === "default" || usual === "error" ? usual : "off";
}

/** The levels of all rules in a profile. */
export function levelsOf(profile: Profile): NonNullable<Settings["levels"]> {
  return Object.fromEntries(RULE_FACTS.map((rule) => [rule.id, levelIn(profile, rule)]));
}
