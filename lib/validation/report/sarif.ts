import { RULE_FACTS } from "../check.ts";
import type { Level } from "../rules/rule.ts";
import type { Spot } from "../told.ts";
import { each, type Report } from "./report.ts";

const LEVEL: Record<Level, string> = { error: "error", warning: "warning", info: "note", hint: "note" };

/** SARIF 2.1.0, as GitHub and others read it. Fingerprints follow from the text and not from its line. */
export function sarifReport(report: Report): string {
  const ids = RULE_FACTS.map(({ id }) => id);
  const results = each(report).map(
    ({ path, rule, level, message, start, end, fingerprint, snippet, fix, confidence }) => {
      const artifactLocation = locationOf(path);
      return {
        ruleId: rule,
        ruleIndex: ids.indexOf(rule),
        level: LEVEL[level],
        message: { text: message },
        locations: [
          { physicalLocation: { artifactLocation, region: { ...regionOf(start, end), snippet: { text: snippet } } } },
        ],
        partialFingerprints: { "turboText/v1": fingerprint },
        ...(confidence === undefined ? {} : { rank: Math.round(confidence * 100) }),
        ...(fix
          ? {
              fixes: [
                {
                  description: { text: message },
                  artifactChanges: [
                    {
                      artifactLocation,
                      replacements: [
                        { deletedRegion: regionOf(fix.start, fix.end), insertedContent: { text: fix.after } },
                      ],
                    },
                  ],
                },
              ],
            }
          : {}),
      };
    },
  );
  const rules = RULE_FACTS.map(({ id, sentence, level }) => ({
    id,
    shortDescription: { text: sentence },
    defaultConfiguration: { level: LEVEL[level] },
  }));
  const notifications = report.skipped.map(({ path, reason }) => ({
    level: "warning",
    message: { text: `Not checked: ${path} ${reason}.` },
    locations: [{ physicalLocation: { artifactLocation: locationOf(path) } }],
  }));
  return JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "turbo validate", version: report.version, rules } },
          columnKind: "utf16CodeUnits",
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
          results,
        },
      ],
    },
    null,
    2,
  );
}

/** An absolute path is an address of its own, and any other one is from the working folder on. */
function locationOf(path: string): { uri: string } {
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return { uri: path.startsWith("/") ? `file://${uri}` : uri };
}

const regionOf = (start: Spot, end: Spot) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});
