import { z } from "zod";
import { Instant, PAGE, Ref, SomeText } from "#lib/core/fields";
import { UNNAMED } from "#lib/core/session-name";

/** That a session may not write, who said so and why. */
export const SessionStop = z.object({
  at: Instant,
  by: z.object({ handle: z.string(), name: z.string() }),
  reason: z.string(),
});
export type SessionStop = z.output<typeof SessionStop>;

/** What was written with one key under one name. */
export const Session = z.object({
  session: z.string().nullable().describe("Null for the writes of the key that name none."),
  user: z.object({ handle: z.string(), name: z.string() }),
  key: z.string().nullable().describe("Name of the API key."),
  keyId: z.string(),
  kind: z.enum(["person", "script", "agent"]),
  client: z.string().nullable(),
  model: z.string().nullable().describe("As its claims told it last."),
  first: Instant.nullable().describe("Its first write."),
  last: Instant.nullable().describe("Its last write."),
  writes: z.number().int().nullable().describe("Null where they name no session and were not counted."),
  tokens: z.number().int().describe("About how many tokens Turbo served to it over MCP."),
  stopped: SessionStop.nullable().describe("Set where its writes are refused."),
});
export type Session = z.output<typeof Session>;

const key = Ref.optional().describe(
  "Id, prefix or name of its API key, where several keys have a session of this name.",
);

export const SessionFilter = z.strictObject({
  user: Ref.optional().describe('Handle of who the sessions acted for; "me" is yourself.'),
  key: Ref.optional().describe("Id, prefix or name of an API key; only sessions of it."),
  ...PAGE,
});

export const SessionRef = z.strictObject({
  session: Ref.describe(`As it was sent, or a lease; "${UNNAMED}" for the writes of a key that name none.`),
  key,
});
export type SessionRef = z.output<typeof SessionRef>;

export const NewStop = SessionRef.extend({ reason: SomeText.describe("What its agent is told.") });
export const Stopped = Session.extend({
  released: z.array(z.string()).describe("Keys of the issues that it gave back."),
});
