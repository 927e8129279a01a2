import { z } from "zod";

/** The form of archives that this version of Turbo writes. It reads earlier ones as well. */
export const FORMAT_VERSION = 1;

export const MANIFEST = "manifest.json";

/** Where things lie in an archive. */
export const placeOfTable = (table: string) => `data/${table}.jsonl`;
export const placeOfContent = (hash: string) => `files/${hash}`;

const Count = z.number().int().nonnegative();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an archive says of itself; its last file, because it tells the hashes of the others. */
export const Manifest = z.object({
  format: z.literal("turbo-archive"),
  formatVersion: z.number().int().positive(),
  /** The version of Turbo that wrote it. */
  product: z.string(),
  /** The moment that it holds, in RFC 3339. */
  createdAt: z.iso.datetime(),
  engine: z.enum(["sqlite", "postgres"]),
  /** Names of the migrations that the database had. */
  migrations: z.array(z.string()).min(1),
  /** How many rows each table has. */
  rows: z.record(z.string(), Count),
  /** Last number given out, by table. */
  counters: z.record(z.string(), Count),
  /** Contents of attached files, by their own hash. */
  files: z.array(z.object({ hash: Sha256, size: Count })),
  /** Hashes of contents that were missing or damaged when it was written. */
  missing: z.array(Sha256),
  /** Every other file of the archive. */
  parts: z.record(z.string(), z.object({ bytes: Count, sha256: Sha256 })),
});
export type Manifest = z.output<typeof Manifest>;
