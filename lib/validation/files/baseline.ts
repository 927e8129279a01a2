import { readFileSync, writeFileSync } from "node:fs";
import { TurboError } from "#lib/core/errors";
import type { Told } from "../told.ts";

type Found = readonly { path: string; findings: readonly Told[] }[];
/** By path and rule, the fingerprints of what was found, in order. */
type Held = Record<string, Record<string, string[]>>;

/** Writes what was found, so that only what is new is told from then on. */
export function writeBaseline(file: string, files: Found): void {
  const held: Held = {};
  for (const { path, findings } of files) {
    if (findings.length === 0) continue;
    const rules = Object.entries(Object.groupBy(findings, ({ rule }) => rule));
    held[path] = Object.fromEntries(
      rules.sort().map(([rule, own = []]) => [rule, own.map(({ fingerprint }) => fingerprint).sort()]),
    );
  }
  writeFileSync(file, `${JSON.stringify({ version: 1, files: held }, null, 2)}\n`);
}

/** Findings without those of a baseline, how many those are, and how many of its entries nothing answers to any more. */
export function withoutBaseline<File extends Found[number]>(
  file: string,
  files: readonly File[],
): { files: File[]; known: number; gone: number } {
  const held = readBaseline(file);
  let known = 0;
  let checked = 0;
  const left = files.map((one) => {
    const rules = held[one.path] ?? {};
    checked += Object.values(rules).flat().length;
    const findings = one.findings.filter(({ rule, fingerprint }) => !rules[rule]?.includes(fingerprint));
    known += one.findings.length - findings.length;
    return { ...one, findings };
  });
  return { files: left, known, gone: checked - known };
}

function readBaseline(file: string): Held {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new TurboError("malformed", `The baseline ${file} cannot be read. --write-baseline makes one.`, {
      cause: error,
    });
  }
  const held = heldIn(text);
  if (held) return held;
  throw new TurboError(
    "malformed",
    `${file} is no baseline of Turbo's, or not all of one. --write-baseline makes another.`,
  );
}

function heldIn(text: string): Held | null {
  try {
    const { version, files } = JSON.parse(text) as { version?: unknown; files?: unknown };
    if (version !== 1 || typeof files !== "object" || files === null) return null;
    const lists = Object.values(files).flatMap((rules) => Object.values(rules ?? {}));
    return lists.every((list) => Array.isArray(list)) ? (files as Held) : null;
  } catch {
    return null;
  }
}
