import type { Command } from "commander";

interface Port {
  print(text: string): void;
  /** Standard error: how far it is. */
  progress(text: string): void;
}

/** Adds `db copy`, `export archive` and `import archive` to the program. */
export function registerTransfer(program: Command, port: Port): void {
  const group = (name: string) => program.commands.find((one) => one.name() === name) ?? program.command(name);
  group("db")
    .command("copy")
    .description(
      "Copy everything to another database, of SQLite or PostgreSQL, and compare both. The source may be in use.",
    )
    .requiredOption(
      "--to <url>",
      "the database to fill: file:PATH or postgresql://USER:PASSWORD@HOST/NAME; it has to be empty",
    )
    .option("--from <url>", "the database to read; the configured one where absent")
    .option("--replace", "take away first all that the target holds, for good")
    .option("--json", "print JSON")
    .addHelpText("after", COPY_EXAMPLES)
    .action(async (options) =>
      port.print(await (await import("./transfer.ts")).copyToDatabase(options, port.progress)),
    );
  group("export")
    .description("Take a plan out of Turbo.")
    .command("archive")
    .description(
      "Write everything to one file, which goes into a database of either kind and can be read without Turbo.",
    )
    .requiredOption("--output <file>", "the file to write, a zip; it must not be there yet")
    .option("--json", "print JSON")
    .action(async (options) => port.print(await (await import("./transfer.ts")).exportArchive(options, port.progress)));
  group("import")
    .command("archive")
    .description("Put everything of an archive into an empty Turbo: keys, numbers, history, people and their sign-ins.")
    .argument("<file>", "what `turbo export archive` wrote")
    .option("--replace", "take away first all that the database holds, for good")
    .option("--dry-run", "check the archive, say what is in it, and write nothing")
    .option("--json", "print JSON")
    .action(async (file, options) =>
      port.print(await (await import("./transfer.ts")).loadArchive(file, options, port.progress)),
    );
}

const COPY_EXAMPLES = `
Examples:
  turbo db copy --to postgresql://turbo:SECRET@db.example.org/turbo     from the configured database
  turbo db copy --from postgresql://turbo@localhost/turbo --to file:turbo.db
A password in the address shows in the list of processes; leave it out and set PGPASSWORD.`;
