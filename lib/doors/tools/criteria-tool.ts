import { z } from "zod";
import { type Operation, run } from "#lib/core/operation";
import { proveCriterion } from "#lib/domain/criteria/prove-criterion";
import { removeEvidence } from "#lib/domain/criteria/remove-evidence";
import { Issue } from "#lib/domain/issues/schema";
import { criteriaLines } from "../text/criteria-text.ts";
import { issueLine } from "../text/issue-text.ts";
import { fieldsOf, TEXT, type Tool } from "./tool.ts";

export const proveCriterionTool: Tool = {
  name: "prove_criterion",
  description: "Add evidence that a criterion is met, which reports it; or take evidence back. A person verifies.",
  risk: "write",
  idempotent: true,
  toolset: "planning",
  input: z.object({
    ...z.object(fieldsOf([proveCriterion])).partial().shape,
    issue: z.string(),
    remove: TEXT,
  }),
  words: { remove: "Id of evidence to take back." },
  operations: [proveCriterion, removeEvidence],
  names: { evidence: "remove" },
  async call(ctx, { remove, ...args }) {
    const operation: Operation = remove === undefined ? proveCriterion : removeEvidence;
    const given = remove === undefined ? args : { ...args, evidence: remove };
    const issue = Issue.parse(await run(operation, ctx, given));
    return { text: ["Saved.", issueLine(issue), ...criteriaLines(issue.criteriaList)].join("\n"), data: issue };
  },
};
