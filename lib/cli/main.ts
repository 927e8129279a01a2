import { CommanderError } from "commander";
import { printFailure } from "./print-failure.ts";
import { makeProgram } from "./program.ts";

const MISUSE = 2;

/** Runs the command line and answers its exit code. */
async function main(args: readonly string[]): Promise<number> {
  const program = makeProgram();
  try {
    await program.parseAsync(args.length === 0 ? ["--help"] : args, { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has said what is wrong by itself; asking for help or the version ends this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSE;
    return printFailure(error, args.includes("--json"));
  }
}

// A reader that left early, like `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const code = await main(process.argv.slice(2));
// Standard output may still be on its way into a pipe.
process.stdout.write("", () => process.exit(code));
