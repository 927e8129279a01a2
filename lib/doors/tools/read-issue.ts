import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { listAttachments } from "#lib/domain/attachments/list-attachments";
import { getIssue } from "#lib/domain/issues/get-issue";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { attachmentLine } from "../text/attachment-line.ts";
import { governingText } from "../text/decision-text.ts";
import { issueCard, issueFull, issueLine } from "../text/issue-text.ts";
import { workLogText } from "../text/work-log-text.ts";
import { backlinks } from "./backlinks.ts";
import { latestComments } from "./latest-comments.ts";
import { type Asked, inParts } from "./reading.ts";
import type { Answer } from "./tool.ts";

const COMMENTS = 30;
const WORK_LOGS = 10;
const ATTACHMENTS = 20;

/** An issue as an agent needs it to work on it: with what binds it, the latest comments and work logs. */
export async function readIssue(ctx: Context, ref: unknown, asked: Asked): Promise<Answer> {
  const issue = await run(getIssue, ctx, { issue: ref, ...asked.others });
  if (asked.detail === "line") return { text: `${issueLine(issue)}  version ${issue.version}`, data: issue };
  if (asked.detail === "card") return { text: issueCard(issue), data: issue };
  const again = `get key ${issue.key}`;
  const { lines, comments } = await latestComments(ctx, {
    on: issue.key,
    limit: COMMENTS,
    cursor: asked.cursor,
    again,
  });
  if (asked.cursor !== undefined) return inParts(lines, comments, { again, asked });
  const attachments = await run(listAttachments, ctx, { on: issue.key, limit: ATTACHMENTS });
  const workLogs = await run(listWorkLogs, ctx, { issue: issue.key, limit: WORK_LOGS });
  const parts = [
    issueFull(issue),
    ...governingText(issue.decisions, `issue ${issue.key}`),
    ...attachments.items.map(attachmentLine),
    ...(await backlinks(ctx, issue.key)),
    ...lines,
    ...workLogs.items.map(workLogText),
    ...(workLogs.nextCursor ? [`Only the latest ${WORK_LOGS} work logs are here.`] : []),
  ];
  const data = { ...issue, attachments: attachments.items, commentList: comments, workLogs: workLogs.items };
  return inParts(parts, data, { again, asked });
}
