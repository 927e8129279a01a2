import { type Command, Option } from "commander";
import type { LoadOptions, LoadReport } from "#lib/integrations/markdown-folder/load-documents";
import type { ImportPort } from "./import.ts";
import { grouped, section } from "./import-report-lines.ts";
import { printable } from "./printable.ts";
import { type Spec, specNamed } from "./spec.ts";

/** Adds `documents load FOLDER --project KEY [--mode MODE] [--dry-run] [--json]` to the program. */
export function registerDocumentLoad(program: Command, specs: readonly Spec[], port: ImportPort): void {
  const group = program.commands.find((command) => command.name() === "documents") ?? program.command("documents");
  const modes = specNamed(specs, "documents.upload").fields.find(({ name }) => name === "mode")?.allowed ?? [];
  group
    .command("load")
    .description(
      "Load a folder of Markdown files as documents. Run it again at any time: the same file changes nothing.",
    )
    .argument("<folder>", "its folders become the tree of documents")
    .requiredOption("--project <key>", "the project that takes the documents")
    .addOption(new Option("--mode <mode>", "what to do with those that are there").choices(modes))
    .option("--dry-run", "write nothing and print the same report")
    .option("--json", "print the report as JSON")
    .action(async (folder: string, options: LoadOptions & { json?: boolean }) => {
      const { loadDocuments } = await import("#lib/integrations/markdown-folder/load-documents");
      const report = await port.withPerform((perform) => loadDocuments(folder, options, perform, port.progress));
      port.print(printable(options.json ? JSON.stringify(report, null, 2) : reportText(report)));
    });
}

function reportText({ dryRun, files, outcomes, broken }: LoadReport): string {
  const { created, updated, unchanged, skipped } = outcomes;
  const number = (count: number) => `${count} ${count === 1 ? "document" : "documents"}`;
  const lines = [
    `${dryRun ? "Would create" : "Created"} ${number(created.length)} and ${dryRun ? "change" : "changed"} ${updated.length}; ${unchanged.length} of ${files} are as they were.`,
    ...(dryRun ? ["Nothing was written."] : []),
  ];
  return [
    ...lines,
    ...section(
      "Changed",
      updated.map(({ path, key }) => `  ${key}  ${path}`),
    ),
    ...section(
      "Loaded in part",
      [...created, ...updated].filter(({ why }) => why !== null).map(({ path, why }) => `  ${path}: ${why}`),
    ),
    ...section(
      "Left as they are",
      skipped.map(({ path, why }) => `  ${path}: ${why}`),
    ),
    ...section("Files that were not read", grouped(broken.map(({ path, reason }) => [path, reason]))),
  ].join("\n");
}
