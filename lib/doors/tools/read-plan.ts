import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { listIssues } from "#lib/domain/issues/list-issues";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { getProject } from "#lib/domain/projects/get-project";
import { getProposal } from "#lib/domain/proposals/get-proposal";
import { decisionCard, decisionFull } from "../text/decision-text.ts";
import { initiativeCard, initiativeFull } from "../text/initiative-text.ts";
import { issueLine } from "../text/issue-text.ts";
import { milestoneCard, milestoneFull } from "../text/milestone-text.ts";
import { projectCard, projectFull } from "../text/project-text.ts";
import { proposalCard, proposalFull } from "../text/proposal-text.ts";
import { backlinks } from "./backlinks.ts";
import { latestComments } from "./latest-comments.ts";
import { type Asked, inParts } from "./reading.ts";
import type { Answer } from "./tool.ts";

const COMMENTS = 20;
/** Open issues that an initiative or milestone names. */
const ISSUES = 20;

interface Whole {
  key: string;
  card: string;
  full: string[];
  data: object;
}

const WHOLES = {
  async initiative(ctx: Context, ref: unknown, others: object): Promise<Whole> {
    const data = await run(getInitiative, ctx, { initiative: ref, ...others });
    const issues = await openIssues(ctx, "initiative", data.key);
    return { key: data.key, card: initiativeCard(data), full: [initiativeFull(data), ...issues], data };
  },
  async milestone(ctx: Context, ref: unknown, others: object): Promise<Whole> {
    const data = await run(getMilestone, ctx, { milestone: ref, ...others });
    const issues = await openIssues(ctx, "milestone", data.key);
    return { key: data.key, card: milestoneCard(data), full: [milestoneFull(data), ...issues], data };
  },
  async decision(ctx: Context, ref: unknown, others: object): Promise<Whole> {
    const data = await run(getDecision, ctx, { decision: ref, ...others });
    return { key: data.key, card: decisionCard(data), full: [decisionFull(data)], data };
  },
  async proposal(ctx: Context, ref: unknown, others: object): Promise<Whole> {
    const data = await run(getProposal, ctx, { proposal: ref, ...others });
    return { key: data.key, card: proposalCard(data), full: [proposalFull(data)], data };
  },
  async project(ctx: Context, ref: unknown, others: object): Promise<Whole> {
    const data = await run(getProject, ctx, { project: ref, ...others });
    return { key: data.key, card: projectCard(data), full: [projectFull(data)], data };
  },
};

/** An initiative, milestone, decision, proposal or project by its key, with its open issues and latest comments. */
export async function readPlan(ctx: Context, kind: keyof typeof WHOLES, ref: unknown, asked: Asked): Promise<Answer> {
  const { key, card, full, data } = await WHOLES[kind](ctx, ref, asked.others);
  if (asked.detail !== "full") return { text: card, data };
  const again = `get key ${key}`;
  const { lines, comments } = await latestComments(ctx, { on: key, limit: COMMENTS, cursor: asked.cursor, again });
  if (asked.cursor !== undefined) return inParts(lines, comments, { again, asked });
  return inParts(
    [...full, ...(await backlinks(ctx, key)), ...lines],
    { ...data, commentList: comments },
    { again, asked },
  );
}

async function openIssues(ctx: Context, of: "initiative" | "milestone", key: string): Promise<string[]> {
  const asked = { [of]: key, status: ["open"], sort: "priority", limit: ISSUES, total: true };
  const page = await run(listIssues, ctx, asked);
  if (page.items.length === 0) return [];
  const all = page.nextCursor ? `, the first ${ISSUES} (find ${of} ${key} has all)` : "";
  return [`Open issues: ${page.total}${all}`, ...page.items.map((issue) => `  ${issueLine(issue)}`)];
}
