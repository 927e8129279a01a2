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
export const KeyRef = z.strictObject({ key: Ref.describe("Id or prefix.") });
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
