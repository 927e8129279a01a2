import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { dataDirectory } from "#lib/core/data-directory";
import { TurboError } from "#lib/core/errors";
import { noSuch } from "#lib/core/likeliest";
import { type GivenTruth, nameOf } from "#lib/validation/truth";
import { type ReadTruth, readTruth, type TruthFlaw } from "#lib/validation/truth-files";
import { type TruthProblem, truthProblems } from "#lib/validation/truth-problems";

export interface TruthHere extends ReadTruth {
  /** What contradicts itself in it. */
  contradictions: (TruthProblem & { place: string })[];
}

/**
 * The truth in files that holds here: what `named` says, counted from a folder, else the folders that are there; null
 * where there is none.
 */
export function truthHere(named: string, from: string): TruthHere | null {
  const cwd = process.cwd();
  if (named === "none") return null;
  const usual = [path.join(from, "truth"), path.join(dataDirectory(cwd, process.env), "truth")];
  const places = named === "" ? usual.filter((place) => isFolder(place)) : [path.resolve(from, named)];
  if (named !== "" && !existsSync(places[0] ?? "")) throw new TurboError("malformed", `There is no truth at ${named}.`);
  if (places.length === 0) return null;
  const all = places.map((place) => readTruth(place, cwd));
  const read: ReadTruth = {
    entries: all.flatMap(({ entries }) => entries),
    families: all.flatMap(({ families }) => families),
    combinations: all.flatMap(({ combinations }) => combinations),
    files: all.flatMap(({ files }) => files),
    problems: all.flatMap(({ problems }) => problems),
  };
  if (read.files.length === 0)
    throw new TurboError(
      "malformed",
      `${named || path.relative(cwd, places[0] ?? "")} holds no truth: no file ends in .yaml, .json or .csv. Without truth: --truth none.`,
    );
  const placed = new Map(read.entries.map((entry) => [nameOf(entry), entry.source ?? ""]));
  // Names that are missing are told once, as what could not be read.
  const contradictions = read.problems.length > 0 ? [] : truthProblems(read.entries, read);
  return {
    ...read,
    contradictions: contradictions.map((problem) => ({
      ...problem,
      place: placed.get(problem.entries[0] ?? "") ?? "",
    })),
  };
}

const isFolder = (place: string) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

/** The flaws of truth for people, a line each. */
export function flawsText({ problems, contradictions }: TruthHere): string {
  const all: TruthFlaw[] = [...problems, ...contradictions];
  const shown = all.slice(0, 50).map(({ place, message }) => `${place}: ${message}`);
  return [...shown, ...(all.length > shown.length ? [`… and ${all.length - shown.length} more.`] : [])].join("\n");
}

/** Entries that texts may be checked against. Throws `malformed` where truth is not whole or has none of a family. */
export function soundTruth(truth: TruthHere | null, families: readonly string[]): GivenTruth {
  if (truth && truth.problems.length + truth.contradictions.length > 0)
    throw new TurboError(
      "malformed",
      `${flawsText(truth)}\nTruth is not whole, so nothing was checked against it. Mend it, or leave it out: --truth none.`,
    );
  const { entries, families: rules, combinations } = truth ?? { entries: [], families: [], combinations: [] };
  const known = [...new Set(entries.map(({ family }) => family))].sort();
  for (const family of families) {
    if (known.includes(family)) continue;
    if (!truth)
      throw new TurboError("malformed", `There is no truth here to take ${family} from. Name it: --truth PATH.`);
    throw new TurboError("malformed", noSuch("family", family, known));
  }
  const wanted = (family: string) => families.length === 0 || families.includes(family);
  return {
    entries: entries.filter(({ family }) => wanted(family)),
    families: rules.filter(({ slug }) => wanted(slug)),
    combinations: combinations.filter(({ family }) => wanted(family)),
  };
}
