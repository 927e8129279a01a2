import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { ShortText, Text, WebAddress, WholeNumber } from "#lib/core/fields";
import type { FieldTable, ToldField, Values } from "#lib/domain/field-table";

/** In lower case. */
export const CommitHash = z
  .string()
  .regex(/^[0-9a-f]{7,64}$/i, { error: "Must be a commit hash." })
  .transform((hash) => hash.toLowerCase())
  .pipe(z.string());

/** Each once. */
const Commits = z
  .array(CommitHash)
  .max(100)
  .transform((hashes) => [...new Set(hashes)])
  .pipe(z.array(z.string()));

/** What people write about their work; times are apart. */
export const WORK_LOG_FIELDS = {
  note: { given: Text.describe("Markdown: what was done."), fresh: "", told: (text: string) => briefValue(text) },
  model: { given: ShortText(100).nullable().describe("Model that did the work."), fresh: null },
  commits: { given: Commits.describe("Hashes; replaces the list."), fresh: [] },
  branch: { given: ShortText(250).nullable().describe("Git branch of the work."), fresh: null },
  pullRequest: { given: WebAddress.nullable().describe("Address of the pull request."), fresh: null },
  tokens: { given: WholeNumber(0, 2_000_000_000).nullable().describe("Tokens that it took."), fresh: null },
  cost: { given: z.number().min(0).max(1_000_000).nullable().describe("US dollars."), fresh: null },
} as const satisfies FieldTable;

export type WorkLogValues = Values<typeof WORK_LOG_FIELDS>;

/** What events tell of work logs besides. */
export const WORK_LOG_TOLD = {
  startedAt: {},
  endedAt: { undo: { follows: "minutes" } },
  minutes: {},
  running: { undo: "note" },
} as const satisfies Record<string, ToldField>;
