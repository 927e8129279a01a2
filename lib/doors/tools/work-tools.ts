import { z } from "zod";
import { invalidField } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { listChanges } from "#lib/domain/events/list-changes";
import { createWorkLog } from "#lib/domain/worklogs/create-work-log";
import { WorkLog } from "#lib/domain/worklogs/schema";
import { startWorkLog } from "#lib/domain/worklogs/start-work-log";
import { stopWorkLog } from "#lib/domain/worklogs/stop-work-log";
import { eventLine } from "../text/event-text.ts";
import { workLogText } from "../text/work-log-text.ts";
import { NAMES, TEXT, type Tool } from "./tool.ts";

export const commentTool: Tool = {
  name: "add_comment",
  description: "Say something on an issue, document, decision, initiative, milestone or project, in Markdown.",
  risk: "write",
  idempotent: false,
  input: z.object({ on: z.string(), body: z.string(), replyTo: TEXT }),
  async call(ctx, args) {
    const comment = await run(createComment, ctx, args);
    return { text: `Commented on ${comment.on}: comment ${comment.id}.`, data: comment };
  },
};

const Action = z.enum(["log", "start", "stop"]);

export const logWorkTool: Tool = {
  name: "log_work",
  description:
    "log (default): work done on issue, with minutes. start: begin timing on issue. stop: end worklog, with what was done.",
  risk: "write",
  idempotent: false,
  input: z.object({
    action: Action.optional(),
    issue: TEXT,
    worklog: TEXT,
    minutes: z.number().int().optional(),
    note: TEXT,
    model: TEXT,
    commits: NAMES,
    branch: TEXT,
    pullRequest: TEXT,
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
  description: "What happened after event number since, by whom and through which door.",
  risk: "read",
  idempotent: true,
  input: z.object({ since: z.number().int().optional(), project: TEXT, limit: z.number().int().optional() }),
  async call(ctx, args) {
    const changes = await run(listChanges, ctx, args);
    const more = changes.more
      ? `More follow: since ${changes.last}.`
      : `That is all. Next time: since ${changes.last}.`;
    return { text: [...changes.items.map(eventLine), more].join("\n"), data: changes };
  },
};
