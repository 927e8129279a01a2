import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { readAgeKey, writeAgeKey } from "#lib/db/backup/age-key";
import { backupStore } from "#lib/db/backup/backup-store";
import { findBackup, type ListedBackup, listBackups, removeBackups } from "#lib/db/backup/catalogue";
import { type DueBackup, makeDueBackup } from "#lib/db/backup/due-backup";
import type { Here } from "#lib/db/backup/here";
import { type MadeBackup, makeBackup } from "#lib/db/backup/make-backup";
import type { Manifest } from "#lib/db/backup/manifest";
import { ENDING, requireName } from "#lib/db/backup/names";
import { type Restored, restoreBackup } from "#lib/db/backup/restore-backup";
import { olderThan } from "#lib/db/backup/retention";
import { type TriedBackup, tryBackup } from "#lib/db/backup/try-backup";
import { withLock, withWorkFolder } from "#lib/db/backup/work-folder";
import { here } from "./here.ts";
import { outputText } from "./output.ts";
import { sizeText } from "./size-text.ts";
import { whileStopped } from "./while-stopped.ts";

interface Say {
  print(text: string): void;
  /** Standard error. */
  note(text: string): void;
}

interface Json {
  json?: boolean;
}

/** `turbo backup create` and, with `output`, `turbo db backup`. */
export async function create({ name = "manual", output, json }: Json & { name?: string; output?: string }, say: Say) {
  requireName(name);
  const made = await makeBackup(here(), { name, why: "manual", now: new Date(), output });
  say.print(json ? asJson(madeJson(made)) : madeText(made));
}

export async function list({ json }: Json, say: Say): Promise<void> {
  const all = await listBackups(backupStore(here().config));
  if (json) say.print(asJson({ items: all.map(listedJson) }));
  else if (all.length === 0) say.print("There is no backup yet. `turbo backup create` makes one.");
  else say.print(outputText("backups", { items: all.map(listedRow) }, "people"));
}

/** Tries one backup by restoring it into a scratch database; without a name the newest. A path names a file anywhere. */
export async function verify(name: string | undefined, { identity, json }: Json & { identity?: string }, say: Say) {
  const at = here();
  const { directory } = at.config.backup;
  const key = identity === undefined ? null : readAgeKey(identity);
  const { lend, address } = name?.includes(path.sep) ? aFile(name) : await kept(at, name);
  const tried = await withLock(directory, () =>
    lend((file) => withWorkFolder(directory, (work) => tryBackup(at, file, { identity: key, work }))),
  );
  say.print(
    json
      ? asJson({ file: address, ...triedJson(tried) })
      : `${address} is whole: ${triedText(tried)}${lostText(tried.lost)}`,
  );
}

interface Lent {
  /** Path or address. */
  address: string;
  lend<T>(work: (file: string) => Promise<T>): Promise<T>;
}

const aFile = (file: string): Lent => ({ address: path.resolve(file), lend: (work) => work(path.resolve(file)) });

/** One of the backups that are kept; the newest where no name is given. */
async function kept({ config }: Here, name?: string): Promise<Lent> {
  const store = backupStore(config);
  const found = name === undefined ? (await listBackups(store))[0] : await findBackup(store, name);
  if (!found) throw new TurboError("not_found", "There is no backup yet. `turbo backup create` makes one.");
  return { address: found.address, lend: (work) => store.lend(found.file, work) };
}

interface RestoreOptions extends Json {
  /** Of a backup, or, as `input`, a file. */
  name?: string;
  input?: string;
  identity?: string;
  stop?: boolean;
}

/** `turbo backup restore` and `turbo db restore`. */
export async function restore({ name, input, identity, stop = false, json }: RestoreOptions, say: Say): Promise<void> {
  const at = here();
  const { lend, address } = input === undefined ? await kept(at, name) : aFile(input);
  const key = identity === undefined ? null : readAgeKey(identity);
  const restored = await whileStopped(at.config, { stops: stop, note: say.note }, () =>
    lend((file) => restoreBackup(at, { file, identity: key, now: new Date() })),
  );
  say.print(json ? asJson({ file: address, ...restoredJson(restored) }) : restoredText(address, restored));
}

export async function clean({ olderThan: age, json }: Json & { olderThan: string }, say: Say): Promise<void> {
  const { config } = here();
  const ms = readAge(age);
  const removed = await withLock(config.backup.directory, () =>
    removeBackups(backupStore(config), (all) => olderThan(all, ms, new Date())),
  );
  const names = removed.map(({ name }) => name);
  if (json) say.print(asJson({ removed: names }));
  else say.print(names.length === 0 ? `No backup is older than ${age}.` : ["Removed:", ...names].join("\n  "));
}

/** What `turbo backup due` tells, for cron and for the server's own schedule. */
export async function due({ json }: Json, say: Say): Promise<void> {
  const done = await makeDueBackup(here(), new Date());
  if (json) say.print(asJson({ made: done.made ? madeJson(done.made) : null, removed: done.removed }));
  else say.print(dueText(done));
}

export async function key({ output }: { output: string }, say: Say): Promise<void> {
  const recipient = await writeAgeKey(path.resolve(output));
  say.print(
    [
      `${output} holds the secret key. Without it nobody can restore, so keep it elsewhere than here.`,
      "Backups are encrypted once turbo.toml says:",
      "",
      "[backup]",
      `age_recipient = "${recipient}"`,
    ].join("\n"),
  );
}

export function dueText({ made, removed }: DueBackup): string {
  const gone = removed.length > 0 ? `\nRemoved by retention: ${removed.join(", ")}` : "";
  return (made ? madeText(made) : "No backup is due.") + gone;
}

const DAYS: Record<string, number> = { h: 1 / 24, d: 1, w: 7, m: 30, y: 365 };

/** `30d` in milliseconds. */
function readAge(text: string): number {
  const [, many, unit = ""] = /^(\d+)([hdwmy])$/.exec(text) ?? [];
  if (many) return Number(many) * (DAYS[unit] ?? 1) * 24 * 60 * 60 * 1000;
  throw new TurboError("malformed", `--older-than takes an age like 30d, 12h, 4w, 6m or 1y, and not "${text}".`);
}

const asJson = (value: unknown) => JSON.stringify(value, null, 2);
const factsOf = ({ madeAt, why, engine, version, migrations, database, files }: Manifest) => ({
  madeAt,
  why,
  engine,
  version,
  schema: migrations.at(-1) ?? null,
  rows: database.rows,
  files: files.count,
});
const triedJson = ({ manifest, tried, lost }: TriedBackup) => ({ ...factsOf(manifest), tried, lost });
const madeJson = (made: MadeBackup) => ({
  name: nameOf(made.file),
  file: made.file,
  bytes: made.bytes,
  encrypted: made.file.endsWith(".age"),
  ...triedJson(made),
});
const restoredJson = ({ manifest, safety, applied, lost }: Restored) => ({
  ...factsOf(manifest),
  safety,
  applied,
  lost,
});
const listedJson = ({ name, address, madeAt, why, bytes, encrypted, manifest, problem }: ListedBackup) => ({
  ...{ name, file: address, madeAt: madeAt.toISOString(), why, bytes, encrypted, problem },
  engine: manifest?.engine ?? null,
  version: manifest?.version ?? null,
});

const nameOf = (file: string) => path.basename(file).replace(ENDING, "");

const counted = (many: number, one: string) => `${many} ${one}${many === 1 ? "" : "s"}`;

function listedRow({ name, madeAt, bytes, encrypted, manifest, problem, why }: ListedBackup) {
  const holds = manifest
    ? `${counted(manifest.database.rows.Issue ?? 0, "issue")}, ${counted(manifest.files.count, "file")}`
    : "";
  return {
    name,
    madeAt: madeAt.toISOString(),
    size: sizeText(bytes),
    why,
    holds: problem ? "cannot be read" : encrypted ? "encrypted" : holds,
  };
}

function madeText(made: MadeBackup): string {
  return `Backed up: ${made.file} (${sizeText(made.bytes)})\nTried: ${triedText(made)}${lostText(made.lost)}`;
}

function triedText({ manifest, tried }: TriedBackup): string {
  const rows = Object.values(manifest.database.rows).reduce((sum, many) => sum + many, 0);
  const files = manifest.files.count > 0 ? ` and ${counted(manifest.files.count, "attached file")}` : "";
  const how = {
    restored: "restored into a scratch database, with",
    listed: "its dump is readable (the account may make no scratch database), with",
    read: "all of its bytes are as they were written, with",
  }[tried];
  return `${how} ${rows} rows in ${Object.keys(manifest.database.rows).length} tables${files}.`;
}

function lostText(lost: readonly string[]): string {
  return lost.length > 0 ? `\nContents of attached files that were lost or damaged before: ${lost.join(", ")}` : "";
}

function restoredText(file: string, { manifest, safety, applied, lost }: Restored): string {
  const lines = [`Restored from ${file}, as of ${manifest.madeAt}.`];
  if (applied.length > 0) lines.push(`It was brought up to date: ${applied.join(", ")}.`);
  if (safety) lines.push(`What was here before is kept: ${safety}`);
  return `${lines.join("\n")}${lostText(lost)}\n\`turbo start\` serves it.`;
}

/** Backups of this Turbo, for what tells about its database. */
export async function backupsText({ config }: Here): Promise<string> {
  const all = await listBackups(backupStore(config));
  const [newest] = all;
  return newest
    ? `${all.length}, the newest of ${newest.madeAt.toISOString().slice(0, 16).replace("T", " ")}Z`
    : "none";
}
