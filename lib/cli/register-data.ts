import type { Command } from "commander";

export interface DataPort {
  print(text: string): void;
  /** Standard error. */
  note(text: string): void;
}

const backups = () => import("./backup-commands.ts");
const database = () => import("./db-commands.ts");

const JSON_OPTION = ["--json", "print JSON"] as const;
const IDENTITY = ["--identity <file>", "file of the secret key, where the backup is encrypted"] as const;
const STOP = ["--stop", "end the Turbo that runs here first"] as const;

/** `turbo backup`, `turbo db` and `turbo maintain`. */
export function registerData(program: Command, port: DataPort): void {
  registerBackup(program, port);
  registerDb(program, port);
  program
    .command("maintain")
    .description(
      "Do what is to be done now and then: back up where it is due, remove old backups, optimise the database.",
    )
    .action(async () => (await database()).maintain(port))
    .addHelpText("after", MAINTAIN_EXAMPLES);
}

const MAINTAIN_EXAMPLES = `
For cron, every night at two:
  0 2 * * *  cd /srv/turbo && turbo maintain`;

function registerBackup(program: Command, port: DataPort): void {
  const backup = program
    .command("backup")
    .description("Backups of the database and the attached files, each one file: make, try, restore, remove.")
    .addHelpText("after", BACKUP_EXAMPLES);
  backup
    .command("create")
    .description("Back up while Turbo runs, and try the backup by restoring it into a scratch database.")
    .option("--name <name>", "what it is called, beside its time (manual)")
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).create(options, port));
  backup
    .command("list")
    .description("The backups that there are, newest first.")
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).list(options, port));
  backup
    .command("verify")
    .argument("[name]", "of a backup, or the path of a file; the newest where absent")
    .description(
      "Read a backup to its end, restore it into a scratch database and compare; exit code 1 where it is not whole.",
    )
    .option(...IDENTITY)
    .option(...JSON_OPTION)
    .action(async (name, options) => (await backups()).verify(name, options, port));
  backup
    .command("restore")
    .description("Put a backup in the place of the data that is here, which is kept.")
    .requiredOption("--name <name>", "of the backup, as `turbo backup list` has it")
    .option(...IDENTITY)
    .option(...STOP)
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).restore(options, port));
  backup
    .command("clean")
    .description("Remove the backups that are older than an age; the newest stays.")
    .requiredOption("--older-than <age>", "like 30d, 12h, 4w, 6m or 1y")
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).clean(options, port));
  backup
    .command("due")
    .description("Make the automatic backup where one is due and remove what retention says; for cron.")
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).due(options, port));
  backup
    .command("key")
    .description("Make a key pair for encrypted backups: the secret key into a file, the public one for turbo.toml.")
    .requiredOption("--output <file>", "file of the secret key; keep it elsewhere than the backups")
    .action(async (options) => (await backups()).key(options, port));
}

const BACKUP_EXAMPLES = `
Examples:
  turbo backup create --name before-update
  turbo backup list
  turbo backup verify                                  the newest, by restoring it into a scratch database
  turbo backup restore --name before-update --stop
  turbo backup clean --older-than 30d`;

function registerDb(program: Command, port: DataPort): void {
  const db = program
    .command("db")
    .description("The database: look at it, bring it up to date, keep it quick, mend it, copy it to another.")
    .addHelpText("after", DB_EXAMPLES);
  db.command("status")
    .description("Say where the database is, whether it is up to date, how large it is and what it holds.")
    .option(...JSON_OPTION)
    .action(async (options) => (await database()).databaseStatus(options, port));
  db.command("migrate")
    .description("Bring the database up to date, after a backup of what is there.")
    .option("--no-backup", "make no backup before")
    .option("--force", "go on where the backup cannot be made")
    .action(async ({ backup, force = false }) => (await database()).migrateDatabase({ backup, force }, port));
  db.command("backup")
    .description("Back up into a file, as `turbo backup create` does into the folder of backups.")
    .requiredOption("--output <file>", "file to write; it must not be there yet")
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).create(options, port));
  db.command("restore")
    .description("Put the backup in a file in the place of the data that is here, which is kept.")
    .requiredOption("--input <file>", "file that holds the backup")
    .option(...IDENTITY)
    .option(...STOP)
    .option(...JSON_OPTION)
    .action(async (options) => (await backups()).restore(options, port));
  for (const [name, does] of CHORES) {
    db.command(name)
      .description(does)
      .action(async () => (await database()).chore(name, port));
  }
  db.command("repair")
    .description(
      "Check the database, mend what can be, write the search index anew, and take from its files the rights of others.",
    )
    .option(...STOP)
    .option(...JSON_OPTION)
    .action(async (options) => (await database()).repair(options, port));
  db.command("reset")
    .description("Put an empty database in the place of this one, which is kept.")
    .option("--confirm", "mean it")
    .option(...STOP)
    .action(async (options) => (await database()).reset(options, port));
}

const CHORES = [
  [
    "optimize",
    "Merge the search index and shorten the log; on PostgreSQL vacuum and refresh statistics; while Turbo runs.",
  ],
  [
    "analyze",
    "Refresh the statistics of PostgreSQL; on SQLite take away those that another program made; while Turbo runs.",
  ],
  ["reindex", "Write all indexes anew, that of search as well; while Turbo runs, search finds a part meanwhile."],
  ["vacuum", "Give back the room of what was deleted; while Turbo runs, writes wait meanwhile."],
] as const;

const DB_EXAMPLES = `
Examples:
  turbo db status --json
  turbo db backup --output ~/turbo.tar.zst
  turbo db restore --input ~/turbo.tar.zst
  turbo db repair                                      after a disk that failed; a backup is better where there is one`;
