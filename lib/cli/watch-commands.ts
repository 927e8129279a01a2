import { Argument, type Command } from "commander";
import type { LogsOptions } from "./logs.ts";
import { outputText } from "./output.ts";
import type { Spec } from "./spec.ts";

interface Port {
  print(text: string): void;
}

/** Adds what an owner watches Turbo with: `turbo logs`, `turbo diagnose`, `turbo debug report`, `turbo cache`. */
export function registerWatch(program: Command, specs: readonly Spec[], { print }: Port): void {
  program
    .command("logs")
    .description("Show the log of the Turbo of this folder, what was put aside included.")
    .option("--tail <lines>", "the last so many (50)")
    .option("-f, --follow", "go on as more is written")
    .option("--level <level>", "this level and worse: trace, debug, info, warn, error or fatal")
    .option("--since <time>", "from so far back on, like 30m, 2h or 3d, or from a date or an instant")
    .option("--request <id>", "of one request, by the id that its answer carries as X-Request-Id")
    .option("--export", "write all of it to a file instead, as JSON lines")
    .option("--output <file>", "that file")
    .option("--json", "print JSON lines")
    .addHelpText("after", LOGS_EXAMPLES)
    .action(async (options: LogsOptions) => (await import("./logs.ts")).logs(options, print));
  program
    .command("diagnose")
    .alias("doctor")
    .description("Look whether all is well, and say what to do where it is not; exit code 1 when something is wrong.")
    .addArgument(new Argument("[area]", "only this one").choices(["system", "database", "claude", "agents"]))
    .option("--repository <folder>", "where Claude Code works (this folder)")
    .option("--json", "print JSON")
    .action(async (area: string | undefined, { json, repository = "." }: { json?: boolean; repository?: string }) => {
      const { checksText, diagnose } = await import("./diagnose.ts");
      const checks = await diagnose(area, specs, repository);
      print(json ? outputText("checks", { items: checks }, "json") : checksText(checks, process.stdout.isTTY));
      if (checks.some(({ state }) => state === "wrong")) process.exitCode = 1;
    });
  program
    .command("debug")
    .description("Make a report for somebody who helps.")
    .command("report")
    .description("Write checks, settings, versions and the end of the log to a file, without secrets.")
    .option("--output <file>", "that file", "debug-report.json")
    .action(async ({ output }: { output: string }) => {
      print(await (await import("./debug-report.ts")).writeDebugReport(output, specs));
    });
  registerCache(program, print);
}

function registerCache(program: Command, print: (text: string) => void): void {
  const cache = program.command("cache").description("What was made once and is kept, like rendered texts.");
  cache
    .command("stats")
    .description("What is kept where, and how often it was of use since the server started.")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      print((await import("./cache.ts")).cacheText(await (await import("./cache.ts")).cacheStats(), Boolean(json)));
    });
  cache
    .command("clear")
    .description("Remove all of it, in memory and beyond; everything is made anew when it is asked for.")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const state = await (await import("./cache.ts")).clearCache();
      print(json ? (await import("./cache.ts")).cacheText(state, true) : "The cache is empty.");
    });
}

const LOGS_EXAMPLES = `
Examples:
  turbo logs --follow                          what happens, as it happens
  turbo logs --level warn --since 2h           what went wrong lately
  turbo logs --request 0192f0c1-…              one request, by the id in its answer
  turbo logs --export --output turbo-log.jsonl`;
