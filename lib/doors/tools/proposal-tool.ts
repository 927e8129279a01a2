import { z } from "zod";
import { run } from "#lib/core/operation";
import { propose } from "#lib/domain/proposals/propose";
import { proposalCard } from "../text/proposal-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const proposePlanTool: Tool = {
  name: "propose_plan",
  description:
    "Propose issues, decisions, documents and links as one draft; nothing is made before a person accepts it.",
  risk: "write",
  idempotent: false,
  input: z.object(fieldsOf([propose])),
  words: {
    items:
      "Each has make (issue, decision, document, link) and the fields that save_issue … take; they name each other by place (1 …) or a name of theirs.",
  },
  operations: [propose],
  async call(ctx, args) {
    const data = await run(propose, ctx, args);
    return {
      text: `${proposalCard(data)}\nIt waits for a person. list_changes tells what becomes of it; get key ${data.key} shows it.`,
      data,
    };
  },
};
