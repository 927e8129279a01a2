import { defineOperation } from "#lib/core/operation";
import { readFigures } from "./figures.ts";
import { findAgents, requireAgent } from "./queries.ts";
import { AgentRef, AgentWithFigures } from "./schema.ts";

export const getAgent = defineOperation({
  name: "agents.get",
  summary: "Show an agent: what it holds, and what it came to in the last four weeks.",
  access: "read",
  reach: "projects",
  rest: "GET /agents/:agent",
  input: AgentRef,
  output: AgentWithFigures,
  authorize: (ctx, { agent }) => requireAgent(ctx, agent),
  async handle(ctx, _input, { id }) {
    const [agent] = await findAgents(ctx, [id]);
    if (!agent) throw new Error("a key that was just read is gone");
    return { ...agent, figures: await readFigures(ctx, id) };
  },
});
