import { type Command, Option } from "commander";
import type { ValidateOptions } from "./validate.ts";
import { FORMATS } from "./validate-formats.ts";

interface Port {
  print(text: string): void;
  /** Standard error. */
  note(text: string): void;
}

/** Adds `validate`, `lsp` and `truth check`, which need neither a server nor a database. */
export function registerValidate(program: Command, port: Port): void {
  const several = (value: string, before: string[] = []) => [...before, value];
  program
    .command("validate")
    .description("Check Markdown files: links, code, headings, front matter, names. Needs no server and no database.")
    .argument("[paths...]", "files and folders (this folder); - reads standard input")
    .addOption(new Option("--profile <profile>", "how much is asked").choices(["strict", "default", "relaxed"]))
    .addOption(new Option("--rule <id=level>", "level of a rule: error, warning, info, hint, off").argParser(several))
    .option("--list-rules", "list the rules with their levels, and check nothing")
    .option("--explain <rule>", "say what a rule is about, and check nothing")
    .option("--truth <path>", "names and what holds of them: a YAML, JSON or CSV file, or a folder; none for none")
    .addOption(new Option("--family <name>", "these families of truth alone").argParser(several))
    .option("--since <revision>", "only files that changed since this branch left a git revision")
    .option("--changed-lines", "with --since, only what is found on changed lines")
    .option("--fix", "mend what can be mended safely")
    .option("--diff", "show what --fix would change, and write nothing")
    .addOption(new Option("--format <format>", "how findings are told (text)").choices(FORMATS))
    .option("--json", "the same as --format json")
    .option("--output <file>", "write findings to a file")
    .addOption(
      new Option("--fail-level <level>", "the least level that ends with exit code 1 (error)").choices([
        "error",
        "warning",
        "info",
        "hint",
        "never",
      ]),
    )
    .option("--max-warnings <count>", "more warnings than these end with exit code 1")
    .option("--baseline <file>", "leave out what this file holds")
    .option("--write-baseline", "write all that is found into the file of --baseline")
    .option("--stdin-filename <name>", "what standard input is called", "stdin.md")
    .option("--cache", "keep what was found in the data folder, and make that where it is not there")
    .option("--no-cache", "check every file anew")
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], options: ValidateOptions) => {
      process.exitCode = await (await import("./validate.ts")).validate(paths, options, port);
    });
  program
    .command("lsp")
    .description("Underline in an editor what validate finds, while one writes: a language server on standard input.")
    .action(async () => {
      await (await import("./language-server.ts")).serveLanguage();
    });
  program
    .command("truth")
    .description("What is true: names of things, and what holds of them, that texts are checked against.")
    .command("check")
    .description("Read truth from files and say where it contradicts itself; exit code 2 where it does.")
    .argument("[path]", "a YAML, JSON or CSV file, or a folder (truth)")
    .option("--json", "print JSON")
    .action(async (path: string | undefined, options: { json?: boolean }) => {
      process.exitCode = await (await import("./truth-check.ts")).checkTruth(path, options, port);
    });
}

const EXAMPLES = `
Exit codes: 0 nothing at the fail level, 1 findings, 2 nothing could be checked: no files, broken truth, wrong settings.

Examples:
  turbo validate                                all Markdown files here that git does not ignore
  turbo validate docs README.md --profile strict
  turbo validate --explain links/broken_reference
  turbo validate docs --diff                    then --fix
  turbo validate docs --since origin/main --format github
  turbo validate docs --baseline docs-baseline.json --write-baseline
  git show HEAD:README.md | turbo validate - --stdin-filename README.md

In a text: <!-- turbo-disable-next-line links/localhost_link -- the reader starts it -->
Settings stand in turbo.toml under [validation]; docs/validation.md tells of them.`;
