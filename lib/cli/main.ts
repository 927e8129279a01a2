import { readFileSync } from "node:fs";
import path from "node:path";
import { CommanderError } from "commander";
import { TurboError } from "#lib/core/errors";
import { UNSAID } from "./nouns.ts";
import { SHORT } from "./other-words.ts";
import { makeProgram } from "./program.ts";
import type { Spec } from "./spec.ts";

const MISUSE = 2;

/** Runs the command line and answers its exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    requireReadable(args);
    const words = inFull(args);
    const program = makeProgram(readSpecs(), chosenBy(words));
    await program.parseAsync(words.length === 0 ? ["--help"] : words, { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has said what is wrong by itself; asking for help or the version ends this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSE;
    const { printFailure } = await import("./print-failure.ts");
    return printFailure(error, args.includes("--json"));
  }
}

/** Node puts a mark in the place of bytes that are no UTF-8, and what they were is lost. */
function requireReadable(args: readonly string[]): void {
  const broken = args.find((word) => word.includes("\uFFFD"));
  if (broken === undefined) return;
  throw new TurboError(
    "malformed",
    `"${broken}" holds bytes that are not UTF-8, so nothing was done. Set the terminal to UTF-8, or give the text on standard input.`,
  );
}

/** `turbo next` is `turbo queue claim`. */
function inFull(args: readonly string[]): readonly string[] {
  const [first = "", ...others] = args;
  return Object.hasOwn(SHORT, first) ? [...(SHORT[first] ?? []), ...others] : args;
}

/** What the build wrote down of the operations, beside this file. */
function readSpecs(): Spec[] {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "specs.json"), "utf8"));
}

/** The command that is asked for; `help issues list` asks for issues, and so does completing `issues list`. */
function chosenBy(args: readonly string[]): string {
  const words = args.filter((word) => !word.startsWith("-"));
  return (UNSAID.includes(words[0] ?? "") ? words[1] : words[0]) ?? "";
}

// A reader that left early, like `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const code = await main(process.argv.slice(2));
// Standard output may still be on its way into a pipe.
process.stdout.write("", () => process.exit(code));
