import path from "node:path";
import { styleText } from "node:util";
import { TurboError } from "#lib/core/errors";
import { AREAS, type Area, type Check } from "./check.ts";
import { checkAgents } from "./check-agents.ts";
import { checkClaude } from "./check-claude.ts";
import { checkDatabase } from "./check-database.ts";
import { checkSystem } from "./check-system.ts";
import { checkValidators } from "./check-validators.ts";
import { printableLine } from "./printable.ts";
import type { Spec } from "./spec.ts";

/** Looks at one area, or at all of them. */
export async function diagnose(area: string | undefined, specs: readonly Spec[], folder: string): Promise<Check[]> {
  const look: Record<Area, () => Promise<Check[]>> = {
    system: checkSystem,
    database: checkDatabase,
    claude: () => checkClaude(path.resolve(folder)),
    agents: async () => [...(await checkAgents(specs)), ...checkValidators()],
  };
  const areas = area === undefined ? AREAS : AREAS.filter((one) => one === area);
  if (areas.length === 0)
    throw new TurboError("malformed", `There is no area "${area}". Areas are ${AREAS.join(", ")}.`);
  const found: Check[] = [];
  for (const one of areas) found.push(...(await look[one]()));
  return found;
}

const COLOURS = { ok: "green", warn: "yellow", wrong: "red" } as const;

/** The checks for people: one line each, and below it what to do. */
export function checksText(checks: readonly Check[], colour: boolean): string {
  const width = Math.max(0, ...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ area, name, state, detail, next }, place) => {
    const mark = state.padEnd(5);
    const shown = colour ? styleText(COLOURS[state], mark, { validateStream: false }) : mark;
    return [
      ...(area === checks[place - 1]?.area ? [] : [...(place > 0 ? [""] : []), area]),
      `  ${shown}  ${name.padEnd(width)}  ${printableLine(detail)}`,
      ...(next === undefined ? [] : [`         ${" ".repeat(width)}  ${printableLine(next)}`]),
    ];
  });
  return [...lines, "", summary(checks)].join("\n");
}

function summary(checks: readonly Check[]): string {
  const count = (state: Check["state"]) => checks.filter((check) => check.state === state).length;
  const [wrong, warn] = [count("wrong"), count("warn")];
  if (wrong + warn === 0) return `All ${checks.length} checks are well.`;
  return `${wrong} wrong, ${warn} to look at, ${count("ok")} well.`;
}
