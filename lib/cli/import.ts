import type { Command } from "commander";
import type { ImportOptions } from "#lib/integrations/backlog-md/import-backlog";
import type { Perform } from "#lib/integrations/carry-out";
import { importReportText } from "./import-report.ts";
import { printable } from "./printable.ts";

/** What the command needs of its surroundings. */
export interface ImportPort {
  /** Lends the means to perform operations, over REST or in process, and puts them away afterwards. */
  withPerform<T>(work: (perform: Perform) => Promise<T>): Promise<T>;
  /** Standard output: the report. */
  print(text: string): void;
  /** Standard error: how far it is. */
  progress(text: string): void;
}

/** Adds `import backlog-md PATH --project KEY [--dry-run] [--json]` to the program. */
export function registerImport(program: Command, port: ImportPort): void {
  const group = program.commands.find((command) => command.name() === "import") ?? program.command("import");
  group
    .description("Bring issues from other tools into a project.")
    .command("backlog-md")
    .description("Import the tasks of a Backlog.md folder. Run it again at any time: nothing is imported twice.")
    .argument("<path>", "the backlog folder, or the repository that holds it")
    .requiredOption("--project <key>", "the project that takes the issues")
    .option("--dry-run", "write nothing and print the same report")
    .option("--json", "print the report as JSON")
    .action(async (path: string, options: ImportOptions & { json?: boolean }) => {
      const { importBacklog } = await import("#lib/integrations/backlog-md/import-backlog");
      const report = await port.withPerform((perform) => importBacklog(path, options, perform, port.progress));
      port.print(printable(options.json ? JSON.stringify(report, null, 2) : importReportText(report)));
    });
}
