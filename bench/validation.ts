import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import MarkdownIt from "markdown-it";
import { checkText } from "#lib/validation/check";
import { englishWords } from "#lib/validation/english";
import { someEntries } from "#lib/validation/evaluation";
import { compileTruth } from "#lib/validation/truth";
import { inTurn, type Rounds } from "./measure.ts";
import type { Result } from "./result.ts";

const DOCS = path.resolve(import.meta.dirname, "../docs");
const TEXTS = 1_000;
const UNITS = 8_000;
const NAMES = 6_000;
const NOTE = `${TEXTS.toLocaleString("en")} texts of ${UNITS.toLocaleString("en")} characters, checked by every rule and ${NAMES.toLocaleString("en")} names, against markdown-it reading their blocks and no more.`;

/** All rules over a folder of texts, against the plainest reading of the same texts. */
export async function benchValidation(rounds: Rounds): Promise<Result[]> {
  const texts = textsOf(DOCS);
  const parser = new MarkdownIt({ html: true }).disable(["inline", "text_join"]);
  const truth = compileTruth(someEntries(NAMES, 1), { words: await englishWords() });
  const read = async () => {
    for (const text of texts) parser.parse(text, {});
  };
  const check = async () => {
    for (const text of texts) checkText(text, {}, { truth });
  };
  const { few, many, cpuTimes } = await inTurn(read, check, rounds);
  return [
    {
      ...{ group: "validation", name: "check every text", engine: "sqlite", size: TEXTS, note: NOTE },
      values: { ms: many, "floor ms": few, "times floor": cpuTimes },
      limits: { "times floor": 10 },
    },
  ];
}

/** Texts of one size, cut one after another from the files of a folder, which are read as often as is needed. */
function textsOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  const whole = files.map((file) => readFileSync(path.join(folder, file), "utf8")).join("\n");
  const step = Math.max(1, Math.floor((whole.length - UNITS) / TEXTS));
  return Array.from({ length: TEXTS }, (_, at) => whole.slice(at * step, at * step + UNITS));
}
