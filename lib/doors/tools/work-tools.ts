import { z } from "zod";
import { invalidField } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { NewComment } from "#lib/domain/comments/schema";
import { listChanges } from "#lib/domain/events/list-changes";
import { ChangesSince } from "#lib/domain/events/schema";
import { createWorkLog } from "#lib/domain/worklogs/create-work-log";
import { NewWorkLog, WorkLog } from "#lib/domain/worklogs/schema";
import { startWorkLog } from "#lib/domain/worklogs/start-work-log";
import { stopWorkLog } from "#lib/domain/worklogs/stop-work-log";
import { eventLine } from "../text/event-text.ts";
import { workLogText } from "../text/work-log-text.ts";
import type { Tool } from "./tool.ts";

export const commentTool: Tool = {
  name: "comment_on_issue",
  description: "Say something on an issue in Markdown: findings, decisions, questions.",
  risk: "write",
  idempotent: false,
  input: NewComment,
  async call(ctx, args) {
    const comment = await run(createComment, ctx, args);
    return { text: `Commented on ${comment.issue}: comment ${comment.id}.`, data: comment };
  },
};

/** Nothing is to be cleared in what is new. */
const plain = {
  model: z.string().describe("The model that worked."),
  branch: z.string(),
  pullRequest: z.string().describe("Its address."),
  tokens: z.number().int(),
  cost: z.number().describe("US dollars."),
};

const Action = z.enum(["log", "start", "stop"]);

export const logWorkTool: Tool = {
  name: "log_work",
  description:
    "log (default): work that is done, with issue and minutes. start: begin timing on issue. stop: end a running work log, with worklog and what was done.",
  risk: "write",
  idempotent: false,
  input: z.object({
    action: Action.optional(),
    ...NewWorkLog.partial().shape,
    ...z.object(plain).partial().shape,
    worklog: z.string().optional().describe("Id, to stop it."),
  }),
  async call(ctx, { action, ...args }) {
    const read = Action.default("log").safeParse(action);
    if (!read.success) throw invalidField("action", `Must be one of ${Action.options.join(", ")}.`, Action.options);
    const operation: Operation = { log: createWorkLog, start: startWorkLog, stop: stopWorkLog }[read.data];
    const log = WorkLog.parse(await run(operation, ctx, args));
    return { text: workLogText({ ...log, note: "" }), data: log };
  },
};

export const listChangesTool: Tool = {
  name: "list_changes",
  description: "What happened after event number since, oldest first, by whom and through which door.",
  risk: "read",
  idempotent: true,
  input: ChangesSince,
  async call(ctx, args) {
    const changes = await run(listChanges, ctx, args);
    const more = changes.more
      ? `More follow: since ${changes.last}.`
      : `That is all. Next time: since ${changes.last}.`;
    return { text: [...changes.items.map(eventLine), more].join("\n"), data: changes };
  },
};
