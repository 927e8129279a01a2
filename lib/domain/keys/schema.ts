import { z } from "zod";
import { Instant, InstantInput, Name, PAGE, Ref } from "#lib/core/fields";

/** An API key without its secret. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["person", "script", "agent"]),
  scope: z.enum(["read", "write", "admin"]),
  user: z.string().describe("Handle of the person it acts for."),
  prefix: z.string().describe("How the key begins, to tell keys apart."),
  projects: z.array(z.string()).nullable().describe("Keys of the projects it is limited to."),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  oldEndsAt: Instant.nullable().describe("Until when the secret from before it was rotated works as well."),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
});
export type ApiKey = z.output<typeof ApiKey>;

export const NewApiKey = z.strictObject({
  name: Name,
  kind: z.enum(["person", "script", "agent"]).default("script"),
  scope: z.enum(["read", "write", "admin"]).default("write"),
  projects: z.array(Ref).max(100).nullish().describe("Keys of projects it is limited to."),
  expiresAt: InstantInput.nullish().describe("When it ceases to work; absent for never."),
});
export const CreatedApiKey = ApiKey.extend({ secret: z.string().describe("Shown this once.") });
const key = Ref.describe("Id, prefix or name.");
export const KeyRef = z.strictObject({ key });

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST = 7 * UNITS.d;

/** A time like 90m, 24h or 7d, in milliseconds. */
const Overlap = z
  .string({ error: "Must be a time like 90m, 24h or 7d." })
  .regex(/^(0|\d{1,5}[mhd])$/, { error: "Must be a time like 90m, 24h or 7d, or 0." })
  .transform((text) => Number.parseInt(text, 10) * (UNITS[text.at(-1) as keyof typeof UNITS] ?? 0))
  .refine((time) => time <= LONGEST, { error: "Must be 7d at most." });

export const KeyRotation = z.strictObject({
  key,
  overlap: Overlap.prefault("24h").describe("How long the old secret works as well, 0 to 7d."),
});
export const KeyFilter = z.strictObject({ ...PAGE });

/** One browser that is signed in. */
export const SignIn = z.object({
  id: z.string(),
  userAgent: z.string(),
  current: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
});
export type SignIn = z.output<typeof SignIn>;

export const SignInRef = z.strictObject({ signIn: Ref.describe("Id, or current.") });
export const SignInFilter = z.strictObject({ ...PAGE });
