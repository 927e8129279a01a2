import { z } from "zod";
import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { holderName } from "#lib/domain/claims/holder";
import { listClaims } from "#lib/domain/claims/list-claims";
import { createComment } from "#lib/domain/comments/create-comment";
import { askQuestion } from "#lib/domain/questions/ask-question";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { createWorkLog } from "#lib/domain/worklogs/create-work-log";
import { listWorkLogs } from "#lib/domain/worklogs/list-work-logs";
import { WorkLog } from "#lib/domain/worklogs/schema";
import { startWorkLog } from "#lib/domain/worklogs/start-work-log";
import { stopWorkLog } from "#lib/domain/worklogs/stop-work-log";
import { workLogText } from "../text/work-log-text.ts";
import { ownArgument } from "./own-argument.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const commentTool: Tool = {
  name: "add_comment",
  description: "Say something, in Markdown, on whatever has a key.",
  risk: "write",
  idempotent: false,
  input: z.object({ ...fieldsOf([createComment], ["issue"]), on: z.string() }),
  operations: [createComment],
  async call(ctx, args) {
    const comment = await run(createComment, ctx, args);
    const lost = ctx.actor.key?.kind === "agent" ? await lostHold(ctx, comment.on) : "";
    return { text: `Commented on ${comment.on}: comment ${comment.id}.${lost}`, data: comment };
  },
};

/** Says to an agent that an issue is no longer its own, where that did not come from itself; who comments may think that it is. */
async function lostHold(ctx: Context, on: string): Promise<string> {
  if (readSubjectKey(on)?.kind !== "issue") return "";
  const { user, session } = ctx.actor;
  const { items } = await run(listClaims, ctx, { issue: on, ended: true, limit: 20 });
  const own = items.find(
    (claim) => claim.holder.id === user.id && [null, claim.session, claim.lease].includes(session),
  );
  const ranOut = own?.end === "expired" || (own?.endedAt === null && new Date(own.until) <= ctx.now);
  if (!ranOut && own?.end !== "over") return "";
  const held = items.find(({ endedAt }) => endedAt === null);
  return ` Your lease on ${on} ${ranOut ? "ran out" : "was ended"}${held ? `, and ${holderName(held)} holds it now` : ""}: stop working on it, or claim it again.`;
}

const Action = z.enum(["log", "start", "stop"]);

export const askHumanTool: Tool = {
  name: "ask_human",
  description:
    "Ask a person about an issue; while a blocking question (the usual) is open nobody takes it. list_changes tells the answer.",
  risk: "write",
  idempotent: false,
  input: z.object(fieldsOf([askQuestion])),
  operations: [askQuestion],
  async call(ctx, args) {
    const { id, issue, of, blocking } = await run(askQuestion, ctx, args);
    const waits = blocking ? ` ${issue} is out of the queue until it is answered.` : "";
    return { text: `Asked @${of.handle}: question ${id}.${waits}`, data: { id, issue, of, blocking } };
  },
};

export const logWorkTool: Tool = {
  name: "log_work",
  description: "Log work on an issue that you did not start by start_work.",
  risk: "write",
  idempotent: false,
  input: z
    .object({
      ...fieldsOf([createWorkLog], ["branch", "pullRequest", "tokens", "cost", "model", "startedAt", "endedAt"]),
    })
    .partial(),
  operations: [createWorkLog, startWorkLog, stopWorkLog],
  async call(ctx, { action, ...args }) {
    const step = ownArgument("action", Action.default("log"), action);
    const operation: Operation = { log: createWorkLog, start: startWorkLog, stop: stopWorkLog }[step];
    const log = WorkLog.parse(await run(operation, ctx, step === "stop" ? await stopping(ctx, args) : args));
    return { text: workLogText({ ...log, note: "" }), data: log };
  },
};

/** What stops the work log that is meant: where none is named, the own one that runs on the issue. */
async function stopping(ctx: Context, { issue, ...args }: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (args.worklog !== undefined) return args;
  const { items } = await run(listWorkLogs, ctx, { issue, running: true, user: "me" });
  const [own] = [...items.filter(({ via }) => (via?.session ?? null) === ctx.actor.session), ...items];
  if (own) return { ...args, worklog: own.id };
  throw new TurboError(
    "refused",
    `No work log of yours runs on ${String(issue)}. log_work with minutes says what was done.`,
  );
}
