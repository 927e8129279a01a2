import { z } from "zod";
import { run } from "#lib/core/operation";
import { propose } from "#lib/domain/proposals/propose";
import { proposalCard } from "../text/proposal-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const proposePlanTool: Tool = {
  name: "propose_plan",
  description:
    "Propose a plan of several items as one draft; nothing is made before a person accepts each, edits or rejects it. list_changes tells what became of them.",
  risk: "write",
  idempotent: false,
  toolset: "planning",
  input: z.object(fieldsOf([propose])),
  words: {
    items:
      'Up to 100, each with make and its fields, as the tools for one of them take: {make: issue, title, description, parent, blockedBy, …}, {make: decision, title, context, options, governs}, {make: document, title, body, parent}, {make: link, issue, kind, other}. They name each other by place ("1") or by a name that one is given, other things by key.',
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
