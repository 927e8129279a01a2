import { z } from "zod";
import { type BatchItem, run } from "#lib/core/operation";
import { archiveIssue } from "#lib/domain/issues/archive-issue";
import { createIssue } from "#lib/domain/issues/create-issue";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { ISSUE_STATUSES, ISSUE_TYPES, Issue, LinkKind } from "#lib/domain/issues/schema";
import { tickCriterion } from "#lib/domain/issues/tick-criterion";
import { unlinkIssues } from "#lib/domain/issues/unlink-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { Priority } from "#lib/domain/projects/schema";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { shorten } from "../text/one-line.ts";
import { runTogether } from "./save.ts";
import { NAMES, REPLACE, TEXT, type Tool, VERSION_READ, YES } from "./tool.ts";

const NUMBER = z.number().optional();
const CLEARABLE = z.string().nullish();

export const createIssueTool: Tool = {
  name: "create_issue",
  description: "File an issue in a project. Look with find_issues first whether it is already there.",
  risk: "write",
  idempotent: false,
  daily: true,
  input: z.object({
    project: z.string(),
    title: z.string(),
    description: TEXT,
    type: z.enum(ISSUE_TYPES).optional(),
    status: TEXT,
    priority: Priority.optional(),
    estimate: NUMBER,
    assignee: TEXT,
    parent: TEXT,
    initiative: TEXT,
    milestone: TEXT,
    dueDate: TEXT,
    labels: NAMES,
    criteria: NAMES.describe("Acceptance criteria."),
    blockedBy: NAMES,
    discoveredFrom: TEXT.describe("Issue during which it was found."),
    confirm: YES.describe("No twin of one that is open."),
  }),
  async call(ctx, args) {
    const issue = await run(createIssue, ctx, args);
    const near = issue.similar.map(({ key, status, title }) => `  ${key}  ${status}  ${shorten(title, 60)}`);
    const similar = near.length > 0 ? ["Near it are open:", ...near] : [];
    return { text: ["Filed.", issueCard(issue), ...similar].join("\n"), data: issue };
  },
};

export const updateIssueTool: Tool = {
  name: "update_issue",
  description: "Change fields of an issue. Unnamed fields stay, null clears.",
  risk: "write",
  idempotent: true,
  input: z.object({
    issue: z.string(),
    title: TEXT,
    description: TEXT,
    replace: REPLACE.describe("[{find, replace}] in description"),
    status: z.enum(ISSUE_STATUSES).optional(),
    resolution: TEXT,
    type: TEXT,
    priority: TEXT,
    estimate: NUMBER.nullable(),
    assignee: CLEARABLE,
    parent: CLEARABLE,
    initiative: CLEARABLE,
    milestone: CLEARABLE,
    dueDate: CLEARABLE,
    addLabels: NAMES,
    removeLabels: NAMES,
    criteria: NAMES.describe("Replaces the list."),
    tick: NAMES.describe("Numbers of criteria that are met."),
    force: YES.describe("Close although blocked."),
    version: VERSION_READ,
    archive: YES,
  }),
  async call(ctx, { tick = [], untick = [], archive, ...args }) {
    const ticks = [
      ...[tick].flat().map((criterion) => ({ criterion: String(criterion), done: true })),
      ...[untick].flat().map((criterion) => ({ criterion: String(criterion), done: false })),
    ];
    const changesFields =
      Object.keys(args).some((name) => name !== "issue") || (ticks.length === 0 && archive !== true);
    const items: BatchItem[] = [
      ...(changesFields ? [{ operation: updateIssue, input: args }] : []),
      ...ticks.map((input) => ({ operation: tickCriterion, input: { issue: args.issue, ...input } })),
      ...(archive === true ? [{ operation: archiveIssue, input: { issue: args.issue } }] : []),
    ];
    const issue = Issue.parse((await runTogether(items, ctx)).at(-1));
    return { text: `Saved.\n${issueCard(issue)}`, data: issue };
  },
};

export const linkIssuesTool: Tool = {
  name: "link_issues",
  description: "Say that one issue blocks, duplicates … another; remove takes the link away.",
  risk: "write",
  idempotent: true,
  input: z.object({ issue: z.string(), kind: LinkKind, other: z.string(), remove: YES }),
  async call(ctx, { remove, ...args }) {
    const issue = await run(remove === true ? unlinkIssues : linkIssues, ctx, args);
    const links = issue.links.map(({ kind, issue: other }) => `  ${kind}: ${other.key}  ${other.status}`);
    return { text: [remove === true ? "Unlinked." : "Linked.", issueLine(issue), ...links].join("\n"), data: issue };
  },
};
