import { type Command, InvalidArgumentError, Option } from "commander";
import type { ImportOptions as BacklogOptions } from "#lib/integrations/backlog-md/import-backlog";
import type { Perform } from "#lib/integrations/carry-out";
import type { ImportOptions as TaskMasterOptions } from "#lib/integrations/task-master/import-task-master";
import { importReportText } from "./import-report.ts";
import { taskMasterReportText } from "./import-task-master-report.ts";
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

/** Adds `import backlog-md` and `import task-master` to the program. */
export function registerImport(program: Command, port: ImportPort): void {
  const group = program.commands.find((command) => command.name() === "import") ?? program.command("import");
  group.description("Bring a plan from another tool into a project. Run it again at any time: nothing comes twice.");
  group
    .command("backlog-md")
    .description("Import tasks, milestones, decisions and documents of a Backlog.md folder.")
    .argument("<path>", "the backlog folder, or the repository that holds it")
    .requiredOption("--project <key>", "the project that takes it all")
    .option("--dry-run", "write nothing and print the same report")
    .option("--json", "print the report as JSON")
    .action(async (path: string, options: BacklogOptions & Printed) => {
      const { importBacklog } = await import("#lib/integrations/backlog-md/import-backlog");
      const report = await port.withPerform((perform) => importBacklog(path, options, perform, port.progress));
      port.print(printable(options.json ? JSON.stringify(report, null, 2) : importReportText(report)));
    });
  group
    .command("task-master")
    .description("Import the task lists of Task Master: subtasks, dependencies, priorities and test strategies.")
    .argument("<file>", "tasks.json, or the repository that holds it")
    .requiredOption(
      "--project <key>",
      "the project that takes the issues; with --lists projects those of the list master",
    )
    .addOption(
      new Option("--lists <as>", "what the named lists become").choices(["labels", "projects"]).default("labels"),
    )
    .option("--keys <list=key,…>", "with --lists projects: keys of the further projects", readKeys)
    .option("--dry-run", "write nothing and print the same report")
    .option("--json", "print the report as JSON")
    .action(async (file: string, options: TaskMasterOptions & Printed) => {
      const { importTaskMaster } = await import("#lib/integrations/task-master/import-task-master");
      const report = await port.withPerform((perform) => importTaskMaster(file, options, perform, port.progress));
      port.print(printable(options.json ? JSON.stringify(report, null, 2) : taskMasterReportText(report)));
    });
}

interface Printed {
  json?: boolean;
}

/** Reads loop=LP,tm-start=TMS. */
function readKeys(text: string, earlier: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const pairs = text.split(",").map((pair): [string, string] => {
    const at = pair.lastIndexOf("=");
    if (at < 1 || at === pair.length - 1) throw new InvalidArgumentError("Write it like loop=LP,tm-start=TMS.");
    return [
      pair.slice(0, at).trim(),
      pair
        .slice(at + 1)
        .trim()
        .toUpperCase(),
    ];
  });
  return new Map([...earlier, ...pairs]);
}
