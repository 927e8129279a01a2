import { z } from "zod";
import type { Context } from "#lib/core/context";
import { type Operation, run } from "#lib/core/operation";
import { getBrief } from "#lib/domain/briefs/get-brief";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { finishIssue } from "#lib/domain/claims/finish-issue";
import { handOverIssue } from "#lib/domain/claims/hand-over";
import { heartbeat } from "#lib/domain/claims/heartbeat";
import { nextClaim } from "#lib/domain/claims/next-claim";
import { releaseIssue } from "#lib/domain/claims/release-issue";
import { Claim, Started } from "#lib/domain/claims/schema";
import { Issue } from "#lib/domain/issues/schema";
import { DATA_MARK } from "#lib/domain/people/quoted";
import { explainIssue } from "#lib/domain/queue/explain-issue";
import { listQueue } from "#lib/domain/queue/list-queue";
import { claimText, standingText } from "../text/claim-text.ts";
import { unmetLines } from "../text/criteria-text.ts";
import { issueLine } from "../text/issue-text.ts";
import { listAnswer } from "./list-answer.ts";
import { ownArgument } from "./own-argument.ts";
import { type Answer, fieldsOf, TEXT, type Tool } from "./tool.ts";

export const listQueueTool: Tool = {
  name: "list_queue",
  description: "What to do next, best first; with issue: its place, or why it is not ready.",
  risk: "read",
  idempotent: true,
  input: z.object({ ...fieldsOf([listQueue, explainIssue], ["free", "type", "label"]) }).partial(),
  words: { backlog: "As if ready." },
  operations: [listQueue, explainIssue],
  async call(ctx, { issue, ...args }) {
    if (issue !== undefined) {
      const standing = await run(explainIssue, ctx, { issue });
      return { text: standingText(standing), data: standing };
    }
    const read = async (shorter: object) => {
      const queue = await run(listQueue, ctx, { limit: 20, ...args, ...shorter });
      return { ...queue, nextCursor: null };
    };
    return listAnswer(read, {
      what: ["ready issue", "ready issues"],
      row: ({ issue: line, place, score, pinned }) => issueLine(line, `${place}. ${pinned ? "pinned" : score}`),
    });
  },
};

/** Tokens of a brief that nobody said more of: with what follows, an issue stays within 2,500. */
const START_BUDGET = 1500;

export const startWorkTool: Tool = {
  name: "start_work",
  description:
    "Claim the best ready issue (or the one named) and get all you need to begin. Yours until the lease runs out; every write to it renews that.",
  risk: "write",
  idempotent: true,
  daily: true,
  input: z
    .object({ ...fieldsOf([nextClaim, claimIssue, getBrief], ["model", "another", "type", "minutes"]) })
    .partial(),
  words: { budget: "Tokens of the answer." },
  operations: [nextClaim, claimIssue, getBrief],
  async call(ctx, { issue, budget = START_BUDGET, another, ...args }) {
    const operation: Operation = issue === undefined ? nextClaim : claimIssue;
    // Who names an issue says that it wants this one, whatever else it holds.
    const asked = issue === undefined ? { another, ...args } : { issue, ...args };
    const { claim, issue: own } = Started.parse(await run(operation, ctx, asked));
    const brief = await run(getBrief, ctx, { issue: own.key, budget });
    return { text: `${claimText(claim)}\n${DATA_MARK}\n${brief.text}`, data: { claim, issue: own, brief } };
  },
};

const Outcome = z.enum(["review", "testing", "done", "release", "hand_over", "still_working"]);

export const finishWorkTool: Tool = {
  name: "finish_work",
  description: "Hand in the issue you hold; or release (note: why), hand_over (to: handle), still_working.",
  risk: "write",
  idempotent: true,
  input: z.object({
    ...fieldsOf([finishIssue, handOverIssue], ["status", "model", "force", "branch", "cost"]),
    to: TEXT,
    outcome: Outcome.optional(),
  }),
  words: { lease: "From start_work.", to: "Handle.", note: "What was done, or why not.", evidence: "1 commit 4f2a91c" },
  operations: [finishIssue, releaseIssue, handOverIssue, heartbeat],
  names: { status: "outcome", reason: "note" },
  async call(ctx, { outcome, ...args }) {
    const what = ownArgument("outcome", Outcome.default("review"), outcome);
    if (what === "still_working") return stillWorking(ctx, args);
    if (what === "hand_over") return over(ctx, handOverIssue, args);
    if (what === "release") {
      const { note, ...rest } = args;
      return over(ctx, releaseIssue, { ...rest, reason: note });
    }
    return over(ctx, finishIssue, { ...args, status: what });
  },
};

async function over(ctx: Context, operation: Operation, args: object): Promise<Answer> {
  const issue = Issue.parse(await run(operation, ctx, args));
  const left = issue.status === "ready" ? [] : unmetLines(issue.criteriaList);
  return { text: ["You hold it no more.", issueLine(issue), ...left].join("\n"), data: issue };
}

async function stillWorking(ctx: Context, args: object): Promise<Answer> {
  const claim = Claim.parse(await run(heartbeat, ctx, args));
  return { text: claimText(claim), data: claim };
}
