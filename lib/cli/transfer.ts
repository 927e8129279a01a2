import path from "node:path";
import { type Config, readConfig } from "#lib/core/config";
import { CONFIG_KEYS } from "#lib/core/config-keys";
import { databaseName } from "#lib/core/database-name";
import { TurboError } from "#lib/core/errors";
import { engineOf } from "#lib/db/connect";
import { copyDatabase } from "#lib/transfer/copy-database";
import type { Filled, Progress } from "#lib/transfer/fill-database";
import { importArchive } from "#lib/transfer/import-archive";
import { openArchive } from "#lib/transfer/read-archive";
import { writeArchive } from "#lib/transfer/write-archive";
import { outputText } from "./output.ts";
import { prismaFolder, turboVersion } from "./place.ts";
import { printable } from "./printable.ts";
import { runningServer } from "./server-file.ts";

interface CopyOptions {
  to: string;
  from?: string;
  replace?: boolean;
  json?: boolean;
}

const product = () => ({ version: turboVersion(), prismaFolder: prismaFolder() });

function configured(): Config {
  return readConfig({ cwd: process.cwd(), env: process.env }).config;
}

/** `turbo db copy` */
export async function copyToDatabase(
  { to, from, replace = false, json }: CopyOptions,
  progress: Progress,
): Promise<string> {
  const urls = {
    from: from === undefined ? configured().database.url : address("--from", from),
    to: address("--to", to),
  };
  const filled = await copyDatabase({ ...urls, replace, prismaFolder: prismaFolder() }, progress);
  const names = { from: databaseName(urls.from), to: databaseName(urls.to) };
  if (json) return printable(JSON.stringify({ ...names, ...filled }, null, 2));
  return printable(
    [
      table(filled),
      "",
      `Copied ${amount(filled)} from ${names.from} to ${names.to}, and compared them: both are the same.`,
      ...lostFiles(filled),
      "Start Turbo with DATABASE_URL set to the new database and the same TURBO_SECRET_KEY; then everybody stays signed in.",
    ].join("\n"),
  );
}

/** `turbo export archive` */
export async function exportArchive(options: { output: string; json?: boolean }, progress: Progress): Promise<string> {
  requireHere("export archive");
  const file = path.resolve(options.output);
  const written = await writeArchive(configured().database.url, file, product(), progress);
  if (options.json) return printable(JSON.stringify({ file, ...written }, null, 2));
  return printable(
    [
      table(written),
      "",
      `Wrote ${amount(written)} and ${counted(written.pages, "page")} for people to ${file} (${megabytes(written.bytes)}).`,
      ...lostFiles(written),
      "It holds the hashes of passwords and API keys. Only you can read it (mode 600); keep it like the database itself.",
    ].join("\n"),
  );
}

interface ImportOptions {
  replace?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** `turbo import archive` */
export async function loadArchive(
  file: string,
  { replace = false, dryRun, json }: ImportOptions,
  progress: Progress,
): Promise<string> {
  requireHere("import archive");
  if (dryRun) return checked(file, json ?? false, progress);
  const config = configured();
  await requireStopped(config);
  const { url } = config.database;
  const { manifest, ...filled } = await importArchive(file, { url, replace, product: product() }, progress);
  const database = databaseName(url);
  if (json) return printable(JSON.stringify({ file, database, archive: manifest, ...filled }, null, 2));
  return printable(
    [
      table(filled),
      "",
      `Put ${amount(filled)} of ${manifest.createdAt} into ${database}, and compared them: both are the same.`,
      ...lostFiles(filled),
      "Start Turbo with the same TURBO_SECRET_KEY as before; then everybody stays signed in.",
    ].join("\n"),
  );
}

async function checked(file: string, json: boolean, progress: Progress): Promise<string> {
  const { manifest, close } = await openArchive(file, product(), progress);
  close();
  const { product: version, createdAt, engine, rows, files, missing, parts } = manifest;
  const tables = Object.entries(rows).map(([name, many]) => ({
    ...{ table: name, rows: many, hash: parts[`data/${name}.jsonl`]?.sha256 ?? "" },
  }));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const told = { tables, files: { count: files.length, bytes }, missing };
  if (json)
    return printable(JSON.stringify({ file, archive: { product: version, createdAt, engine }, ...told }, null, 2));
  return printable(
    [
      table(told),
      "",
      `The archive is whole: ${amount(told)} of ${createdAt}, written by Turbo ${version}. Nothing was written.`,
      ...lostFiles(told),
    ].join("\n"),
  );
}

/** An address that was given, as the configuration would take it. */
function address(flag: string, given: string): string {
  const read = CONFIG_KEYS.databaseUrl.value.safeParse(given);
  if (!read.success)
    throw new TurboError(
      "malformed",
      `${flag} ${read.error.issues[0]?.message ?? "is not right"}. Nothing was changed.`,
    );
  return engineOf(read.data) === "sqlite" ? `file:${path.resolve(read.data.slice("file:".length))}` : read.data;
}

/** These go to the database itself, not through a Turbo elsewhere. */
function requireHere(command: string): void {
  if (!process.env.TURBO_URL) return;
  throw new TurboError(
    "configuration",
    `TURBO_URL points at a Turbo elsewhere, and \`turbo ${command}\` works on the database itself. Run it where that Turbo runs, or without TURBO_URL.`,
  );
}

async function requireStopped({ dataDirectory }: Config): Promise<void> {
  if (!(await runningServer(dataDirectory))) return;
  throw new TurboError("conflict", "Turbo runs here. Nothing was changed. End it with `turbo stop`, then import.");
}

function table({ tables }: Pick<Filled, "tables">): string {
  const items = tables
    .filter(({ rows }) => rows > 0)
    .map(({ table: name, rows, hash }) => ({ table: name, rows, sha256: hash.slice(0, 16) }));
  return outputText("tables", { items }, "people");
}

const counted = (many: number, one: string) => `${many.toLocaleString("en")} ${one}${many === 1 ? "" : "s"}`;
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

function amount({ tables, files }: Pick<Filled, "tables" | "files">): string {
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return `${counted(rows, "row")} and ${counted(files.count, "file")} (${megabytes(files.bytes)})`;
}

function lostFiles({ missing }: Pick<Filled, "missing">): string[] {
  if (missing.length === 0) return [];
  const some = missing.slice(0, 5).join(", ") + (missing.length > 5 ? ", …" : "");
  const those =
    missing.length === 1 ? "The content of 1 attached file" : `The contents of ${missing.length} attached files`;
  return [`${those} was missing or damaged at the source already and did not come over; by SHA-256: ${some}`];
}
