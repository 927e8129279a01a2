import { z } from "zod";
import { TurboError } from "#lib/core/errors";

export const MANIFEST = "manifest.json";
export const SUMS = "SHA256SUMS";
/** Where the database lies in a backup, in the form that the ending tells. */
export function databaseFile({ engine, database }: Pick<Manifest, "engine" | "database">): string {
  if (database.form === "rows") return "database/turbo.jsonl";
  return { sqlite: "database/turbo.db", postgres: "database/turbo.dump" }[engine];
}

/** Why a backup was made. */
export const REASONS = ["manual", "automatic", "before-migration", "before-restore", "before-reset"] as const;
export type Reason = (typeof REASONS)[number];

/** The form of a backup. A later one that this version cannot read has a higher number. */
export const FORMAT = 2;
/** What an earlier version reads as well. */
export const FIRST_FORMAT = 1;

/** What a backup says of itself, as its first file. */
export const Manifest = z.object({
  product: z.literal("turbo"),
  format: z.number().int(),
  /** Of Turbo. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  name: z.string(),
  why: z.enum(REASONS).catch("manual"),
  engine: z.enum(["sqlite", "postgres"]),
  /** Names of the migrations that the database has. */
  migrations: z.array(z.string()),
  database: z.object({
    bytes: z.number().int(),
    sha256: z.string(),
    form: z.literal("rows").optional(),
    /** How many each table has, all at one moment. */
    rows: z.record(z.string(), z.number().int()),
  }),
  /** Contents of attached files, apart from the database; `missing` ones were lost before. */
  files: z.object({ count: z.number().int(), bytes: z.number().int(), missing: z.array(z.string()) }),
});
export type Manifest = z.output<typeof Manifest>;

/** What manifests of every form say. */
const AnyManifest = Manifest.pick({ product: true, format: true, version: true });

/** Reads the text of a manifest; null where it is none. Throws `refused` where its form is a later one. */
export function readManifestText(text: string): Manifest | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const any = AnyManifest.safeParse(said).data;
  if (any && any.format > FORMAT) throw newer(any.version);
  return Manifest.safeParse(said).data ?? null;
}

function newer(version: string, unknown: readonly string[] = []): TurboError {
  const what = unknown.length > 0 ? ` (it has ${unknown.join(", ")})` : "";
  return refused(`The backup was made by a newer Turbo, ${version}${what}. Install that version, then restore.`);
}

/** Refuses a backup that this Turbo and its database cannot take. */
export function requireFitting(
  { engine, version, migrations }: Manifest,
  here: { engine: Manifest["engine"]; known: readonly string[] },
): void {
  if (engine === here.engine) {
    const unknown = migrations.filter((name) => !here.known.includes(name));
    if (unknown.length > 0) throw newer(version, unknown);
    return;
  }
  const names = { sqlite: "SQLite", postgres: "PostgreSQL" };
  throw refused(
    `The backup is of ${names[engine]} and this Turbo is on ${names[here.engine]}. Restore it where DATABASE_URL names ${names[engine]}.`,
  );
}

const refused = (sentence: string) => new TurboError("refused", `${sentence} Nothing was changed.`);
