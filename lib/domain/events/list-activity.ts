import { defineOperation } from "#lib/core/operation";
import { onRef } from "#lib/domain/subjects/on-ref";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { activityPage } from "./activity-page.ts";
import { Activity, ActivityFilter } from "./schema.ts";

export const listActivity = defineOperation({
  name: "changes.activity",
  summary:
    "What happened on an issue, initiative, milestone, decision, document or project, with its comments and work logs, newest first.",
  access: "read",
  reach: "projects",
  rest: "GET /activity",
  input: ActivityFilter,
  output: Activity,
  authorize: (ctx, input) => {
    const { ref, path } = onRef(input);
    return requireSubject(ctx, ref, path);
  },
  handle: (ctx, filter, subject) => activityPage(ctx, filter, subject.id),
});
