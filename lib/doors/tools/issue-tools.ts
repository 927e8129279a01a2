import { z } from "zod";
import { WholeNumber } from "#lib/core/fields";
import { type BatchItem, run, runAll } from "#lib/core/operation";
import { listComments } from "#lib/domain/comments/list-comments";
import { archiveIssue } from "#lib/domain/issues/archive-issue";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { Issue, IssueChanges, IssueRef, LinkInput, NewIssue } from "#lib/domain/issues/schema";
import { tickCriterion } from "#lib/domain/issues/tick-criterion";
import { unlinkIssues } from "#lib/domain/issues/unlink-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { clip } from "../text/clip.ts";
import { issueCard, issueFull, issueLine } from "../text/issue-text.ts";
import { quoted } from "../text/quoted.ts";
import { workLogText } from "../text/work-log-text.ts";
import { Detail } from "./find-issues-tool.ts";
import { ownArgument } from "./own-argument.ts";
import { type Tool, VERSION_READ } from "./tool.ts";

const COMMENTS = 50;
const WORK_LOGS = 10;

export const getIssueTool: Tool = {
  name: "get_issue",
  description: "One issue. full (default): description, criteria, links, comments, work logs; card or line: less.",
  risk: "read",
  idempotent: true,
  input: z.object({
    ...IssueRef.shape,
    detail: Detail.optional(),
    offset: WholeNumber(0, 10_000_000).optional().describe("Where to go on in a long text."),
  }),
  async call(ctx, { detail: wanted, offset: from, ...args }) {
    const detail = ownArgument("detail", Detail.default("full"), wanted);
    const offset = ownArgument("offset", WholeNumber(0, 10_000_000).default(0), from);
    const issue = await run(getIssue, ctx, args);
    if (detail === "line") return { text: `${issueLine(issue)}  version ${issue.version}`, data: issue };
    if (detail === "card") return { text: issueCard(issue), data: issue };
    const comments = await run(listComments, ctx, { issue: issue.key, limit: COMMENTS });
    const workLogs = await run(listWorkLogs, ctx, { issue: issue.key, limit: WORK_LOGS });
    const parts = [
      issueFull(issue),
      ...comments.items.map((comment) =>
        quoted(comment.body, {
          what: `Comment ${comment.id}`,
          author: comment.author,
          via: comment.via,
          at: comment.createdAt,
        }),
      ),
      ...(comments.nextCursor ? [`Only the first ${COMMENTS} comments are here.`] : []),
      ...workLogs.items.map(workLogText),
      ...(workLogs.nextCursor ? [`Only the latest ${WORK_LOGS} work logs are here.`] : []),
    ];
    const next = (end: number) => `Go on with get_issue issue ${issue.key}, offset ${end}.`;
    return {
      text: clip(parts.join("\n"), { offset, next }),
      data: { ...issue, commentList: comments.items, workLogs: workLogs.items },
    };
  },
};

/** Nothing is to be cleared in what is new. */
const plain = {
  estimate: z.number().describe("Points."),
  assignee: z.string().describe('Handle, or "me".'),
  parent: z.string(),
  dueDate: z.string().describe("YYYY-MM-DD"),
  branch: z.string(),
};

export const createIssueTool: Tool = {
  name: "create_issue",
  description: "File an issue in a project. Look with find_issues first whether it is already there.",
  risk: "write",
  idempotent: false,
  daily: true,
  input: z.object({
    ...NewIssue.shape,
    ...z.object(plain).partial().shape,
    labels: z.array(z.string()).optional(),
    criteria: z.array(z.string()).optional().describe("Acceptance criteria, one text each."),
  }),
  async call(ctx, args) {
    const issue = await run(createIssue, ctx, args);
    return { text: `Filed.\n${issueCard(issue)}`, data: issue };
  },
};

export const updateIssueTool: Tool = {
  name: "update_issue",
  description:
    "Change fields of an issue: status, assignee, labels, parent, order, criteria … Unnamed fields stay, null clears. Send version to not overwrite others.",
  risk: "write",
  idempotent: true,
  input: z.object({
    ...IssueChanges.shape,
    criteria: z.array(z.unknown()).optional().describe("Replaces the list: texts, or {id, text, done} to keep one."),
    before: z.string().optional().describe("Issue to stand right before."),
    after: z.string().optional(),
    force: z.boolean().optional().describe("Close although blocked."),
    version: VERSION_READ,
    tick: z.array(z.string()).optional().describe("Criteria that are met: numbers or ids."),
    untick: z.array(z.string()).optional(),
    archive: z.boolean().optional().describe("true hides a finished issue; restore brings it back."),
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
    const [only, ...others] = items;
    const answers =
      only && others.length === 0 ? [await run(only.operation, ctx, only.input)] : await runAll(items, ctx);
    const issue = Issue.parse(answers.at(-1));
    return { text: `Saved.\n${issueCard(issue)}`, data: issue };
  },
};

export const linkIssuesTool: Tool = {
  name: "link_issues",
  description: "Say that one issue blocks, relates to, duplicates … another; remove: true takes the link away.",
  risk: "write",
  idempotent: true,
  input: z.object({ ...LinkInput.shape, remove: z.boolean().optional() }),
  async call(ctx, { remove, ...args }) {
    const issue = await run(remove === true ? unlinkIssues : linkIssues, ctx, args);
    const links = issue.links.map(({ kind, issue: other }) => `  ${kind}: ${other.key}  ${other.status}`);
    return { text: [remove === true ? "Unlinked." : "Linked.", issueLine(issue), ...links].join("\n"), data: issue };
  },
};
