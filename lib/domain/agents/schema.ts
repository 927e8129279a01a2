import { z } from "zod";
import { Flag, Instant, PAGE, Ref } from "#lib/core/fields";
import { Claim } from "#lib/domain/claims/schema";
import { Person } from "#lib/domain/people/schema";

/** Minutes without a sign of life after which an agent that holds nothing is not live any more. */
export const LIVE_MINUTES = 5;

/** An API key of an agent or script: who works with it, and on what. */
export const Agent = z.object({
  id: z.string(),
  name: z.string().describe("Of its key."),
  kind: z.enum(["person", "script", "agent"]),
  prefix: z.string().describe("How its key begins."),
  user: Person.describe("For whom it works."),
  client: z.string().nullable().describe("The program that wrote last."),
  live: z.boolean().describe(`It holds an issue, or asked for something in the last ${LIVE_MINUTES} minutes.`),
  lastSeenAt: Instant.nullable().describe("Its last sign of life, to the minute."),
  holds: z.array(Claim),
  revokedAt: Instant.nullable(),
});
export type Agent = z.output<typeof Agent>;

export const AgentFilter = z.strictObject({
  scripts: Flag.optional().describe("Also keys of scripts."),
  revoked: Flag.optional().describe("Also keys that were revoked."),
  ...PAGE,
});

export const AgentRef = z.strictObject({ agent: Ref.describe("Id, prefix or name of its key.") });

/** What an agent came to in the last weeks. */
export const Figures = z.object({
  from: Instant,
  weeks: z.array(z.object({ from: Instant, finished: z.number().int() })).describe("Issues it finished, week by week."),
  finished: z.number().int().describe("Issues it finished, each once."),
  writes: z.number().int().describe("Of its last 5,000 at most."),
  undone: z.number().int().describe("Of these writes, what was undone since."),
  tokensTold: z.number().int().describe("Tokens that its work logs of finished issues tell."),
  issuesTold: z.number().int().describe("Finished issues whose work log tells tokens."),
  criteria: z.number().int().describe("Acceptance criteria of these issues."),
  proven: z.number().int().describe("Those of them beside which evidence stands."),
  tokensServed: z.number().int().describe("About how many tokens Turbo served to it over MCP."),
});
export type Figures = z.output<typeof Figures>;

export const AgentWithFigures = Agent.extend({ figures: Figures });
export type AgentWithFigures = z.output<typeof AgentWithFigures>;
