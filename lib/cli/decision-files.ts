import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { TurboError } from "#lib/core/errors";
import type { getDecisionMarkdown } from "#lib/domain/decisions/get-decision-markdown";
import type { importDecisionMarkdown } from "#lib/domain/decisions/import-decision-markdown";
import type { Perform } from "./perform.ts";
import { printable } from "./printable.ts";
import { readText } from "./read-text.ts";
import { type Spec, specNamed } from "./spec.ts";

/** What the commands need of their surroundings. */
export interface DecisionFilePort {
  withPerform<T>(work: (perform: Perform) => Promise<T>): Promise<T>;
  /** Standard output. */
  print(text: string): void;
  /** Standard error. */
  note(text: string): void;
}

/** Adds `decisions export` and `decisions import`, which carry decision records as Markdown files. */
export function registerDecisionFiles(
  program: Command,
  specs: readonly Spec[],
  { withPerform, print, note }: DecisionFilePort,
): void {
  const group = program.commands.find((command) => command.name() === "decisions") ?? program.command("decisions");
  group
    .command("export")
    .description("Print a decision as a Markdown record with the headings of MADR.")
    .argument("<decision>", "key like TURBO-DEC7 or DEC-7")
    .option("--output <file>", "write it there instead")
    .action(async (decision: string, { output }: { output?: string }) => {
      const { key, markdown } = await withPerform((perform) =>
        perform<typeof getDecisionMarkdown>(specNamed(specs, "decisions.markdown"), { decision }),
      );
      if (output === undefined) return print(markdown.trimEnd());
      await writeFile(output, markdown);
      print(`${output} holds ${key}.`);
    });
  group
    .command("import")
    .description(
      "Make decisions from Markdown records: MADR 3 or 4, or what export wrote. A broken file is named and skipped.",
    )
    .argument("<files...>", "the records")
    .option("--project <key>", "the project that takes them; without one the file's own, else the whole workspace")
    .action(async (files: string[], { project }: { project?: string }) => {
      const operation = specNamed(specs, "decisions.import_markdown");
      const failed = await withPerform((perform) => importFiles(files, { operation, project, perform, print, note }));
      if (failed > 0) process.exitCode = 1;
    });
}

interface Job extends Omit<DecisionFilePort, "withPerform"> {
  operation: Spec;
  project: string | undefined;
  perform: Perform;
}

/** Imports file by file and answers how many failed. */
async function importFiles(
  files: readonly string[],
  { operation, project, perform, print, note }: Job,
): Promise<number> {
  let failed = 0;
  for (const file of files) {
    try {
      const markdown = readText(file, "a Markdown record");
      const source = file === "-" ? {} : { source: path.basename(file) };
      const input = { markdown, ...source, ...(project === undefined ? {} : { project }) };
      const { decision, notices } = await perform<typeof importDecisionMarkdown>(operation, input);
      print(printable(`${decision.key}  ${decision.status}  ${decision.title}`));
      for (const notice of notices) note(printable(`${file}: ${notice}`));
    } catch (error) {
      if (!(error instanceof TurboError)) throw error;
      failed += 1;
      note(printable(error.message.startsWith(file) ? error.message : `${file}: ${error.message}`));
    }
  }
  return failed;
}
