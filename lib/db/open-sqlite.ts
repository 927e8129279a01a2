import BetterSqlite3 from "better-sqlite3";
import { TurboError } from "#lib/core/errors";

let works = false;

/** Opens a SQLite file by the driver itself, beside of Prisma. Throws `configuration` where the driver does not work here. */
export function openSqlite(file: string, options: BetterSqlite3.Options): BetterSqlite3.Database {
  if (!works) requireDriver();
  works = true;
  return new BetterSqlite3(file, options);
}

/** The driver is a native module: this machine may be of a kind that it has no ready-made file for. */
function requireDriver(): void {
  try {
    new BetterSqlite3(":memory:").close();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new TurboError(
      "configuration",
      `The SQLite driver better-sqlite3 does not work with Node.js ${process.versions.node} on ${process.platform}-${process.arch}: ${reason}. Install the packages again with \`npm ci\` in Turbo's own folder; it has ready-made files for Linux, macOS and Windows on x64 and arm64.`,
      { cause: error },
    );
  }
}
