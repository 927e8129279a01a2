import { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { pageOf, Ref } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { attachmentPage } from "#lib/domain/attachments/attachment-page";
import { Attachment } from "#lib/domain/attachments/schema";
import { commentPage } from "#lib/domain/comments/comment-page";
import { ListedComment } from "#lib/domain/comments/schema";
import { activityPage } from "#lib/domain/events/activity-page";
import { findOrigin, originIn } from "#lib/domain/events/find-origin";
import { Activity, Origin } from "#lib/domain/events/schema";
import { questionPage } from "#lib/domain/questions/question-page";
import { Question } from "#lib/domain/questions/schema";
import { referencePage } from "#lib/domain/references/reference-page";
import { Reference } from "#lib/domain/references/schema";
import { WorkLog } from "#lib/domain/worklogs/schema";
import { workLogPage } from "#lib/domain/worklogs/work-log-page";
import { requireSubject } from "./require-subject.ts";

/** What the page of anything with a key shows below it, for which it is looked up once. */
export const getDiscussion = defineOperation({
  name: "subjects.discussion",
  summary: "Files, work logs, questions, what names something, the latest comments and events, and who made it.",
  access: "read",
  reach: "projects",
  rest: null,
  input: z.strictObject({ on: Ref }),
  output: z.object({
    attachments: pageOf(Attachment),
    references: pageOf(Reference),
    /** Newest first. */
    comments: pageOf(ListedComment),
    activity: Activity,
    origin: Origin.nullable(),
    /** Those of an issue; nothing else has any. */
    workLogs: z.array(WorkLog),
    /** Likewise, latest first. */
    questions: z.array(Question),
  }),
  authorize: (ctx, { on }) => requireSubject(ctx, on, "on"),
  async handle(ctx, _input, { id, kind }) {
    const onIssue = [{ column: "issueId", is: id, few: true }];
    const [attachments, references, comments, story, workLogs, questions] = await Promise.all([
      attachmentPage(ctx, { limit: 100, total: true }, id),
      referencePage(ctx, { direction: "from", limit: 50 }, id),
      commentPage(ctx, { sort: "-createdAt", limit: 200 }, id),
      readStory(ctx, id),
      kind === "issue" ? workLogPage(ctx, { limit: 50 }, onIssue) : { items: [] },
      kind === "issue" ? questionPage(ctx, { limit: 50 }, onIssue) : { items: [] },
    ]);
    return { attachments, references, comments, ...story, workLogs: workLogs.items, questions: questions.items };
  },
});

/** The latest events, and who made it: where these are all, they say so themselves. */
async function readStory(ctx: ReadContext, id: string) {
  const activity = await activityPage(ctx, { limit: 50 }, id);
  return {
    activity,
    origin: activity.next === null ? originIn(activity.items, id) : await findOrigin(ctx, id),
  };
}
