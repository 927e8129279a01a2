import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { listPage } from "#lib/domain/lists/list-page";
import { findAgents, seenAgents } from "./queries.ts";
import { Agent, AgentFilter } from "./schema.ts";

export const listAgents = defineOperation({
  name: "agents.list",
  summary: "List agents, newest first: who is live, and what each holds and for how long.",
  access: "read",
  reach: "projects",
  rest: "GET /agents",
  input: AgentFilter,
  output: pageOf(Agent),
  authorize: anyone,
  handle(ctx, { scripts, revoked, ...asked }) {
    const where: KeysetCondition[] = [
      { column: "kind", in: scripts ? ["agent", "script"] : ["agent"] },
      ...(revoked ? [] : [{ column: "revokedAt", isNull: true }]),
      ...seenAgents(ctx),
    ];
    const list = { name: "agents", table: "ApiKey", where, order: ["id"], descending: true };
    return listPage(ctx, list, asked, (ids) => findAgents(ctx, ids));
  },
});
