import { execFile, spawn } from "node:child_process";
import { homedir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { TurboError } from "#lib/core/errors";

const run = promisify(execFile);

/** PostgreSQL's client programs of one major version. */
export interface PostgresTools {
  pg_dump: string;
  pg_restore: string;
  psql: string;
}

const NAMES = ["pg_dump", "pg_restore", "psql"] as const;

/** Where programs lie: on the path, and where distributions keep each version. */
export function toolPlaces(major: number, search: string): string[] {
  const ofVersion = [`/usr/lib/postgresql/${major}/bin`, `/usr/pgsql-${major}/bin`];
  const brewed = [`/opt/homebrew/opt/postgresql@${major}/bin`, `/usr/local/opt/postgresql@${major}/bin`];
  return [...ofVersion, ...brewed, ...search.split(path.delimiter).filter(Boolean)];
}

/** The client programs of a server's version, or null: others write what this server may not read. */
export async function findTools(major: number, places: readonly string[]): Promise<PostgresTools | null> {
  for (const place of places) {
    const found = Object.fromEntries(NAMES.map((name) => [name, path.join(place, name)])) as unknown as PostgresTools;
    const versions = await Promise.all(NAMES.map((name) => majorOf(found[name])));
    if (versions.every((version) => version === major)) return found;
  }
  return null;
}

async function majorOf(program: string): Promise<number | null> {
  try {
    const { stdout } = await run(program, ["--version"]);
    return Number(/\) (\d+)/.exec(stdout)?.[1]);
  } catch {
    return null;
  }
}

export function withoutTools(major: number): TurboError {
  return new TurboError(
    "configuration",
    `This backup was made by pg_dump: to restore it, pg_dump, pg_restore and psql of version ${major}, like the server, have to be on the path. Install them (on Debian and Ubuntu the package postgresql-client-${major}).`,
  );
}

/** Parameters of an address that PostgreSQL's own programs know. */
const KNOWN = new Set([
  ...["host", "port", "sslmode", "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslnegotiation", "options"],
  ...["application_name", "connect_timeout", "channel_binding", "target_session_attrs", "gssencmode"],
]);

/** How those programs connect: the address without its password, which others could see, and the password apart. */
export function connectionOf(url: string): { dbname: string; env: Record<string, string> } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password) || (address.searchParams.get("password") ?? "");
  address.password = "";
  for (const name of [...address.searchParams.keys()]) if (!KNOWN.has(name)) address.searchParams.delete(name);
  return { dbname: address.href, env: password ? { PGPASSWORD: password } : {} };
}

/** Starts one of the programs with a clean environment. `input` feeds its standard input. */
export function startTool(program: string, args: readonly string[], env: Record<string, string>) {
  const environment = { HOME: homedir(), LC_MESSAGES: "C", ...env } as unknown as NodeJS.ProcessEnv;
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], env: environment });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said = (said + text).slice(-4_000);
  });
  // Of a program that ended early its end tells more than the pipe that broke.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(program)} ended with ${code ?? signal}: ${lastOf(said)}`));
    });
  });
  ended.catch(() => undefined);
  return { child, ended };
}

const lastOf = (said: string) =>
  said
    .trim()
    .split("\n")
    .filter((line) => !/^(DETAIL|HINT|CONTEXT|LINE|STATEMENT):/.test(line))
    .slice(-2)
    .join(" ")
    .slice(0, 500);

/** The refusal that a failure of one of the programs becomes. */
export function toolRefusal(error: unknown, outcome: string): TurboError {
  if (error instanceof TurboError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const full = /No space left on device/.test(reason);
  return new TurboError("database", `${full ? "The disk is full" : reason.replace(/\.$/, "")}. ${outcome}`, {
    cause: error,
  });
}
