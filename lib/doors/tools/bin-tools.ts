import { z } from "zod";
import type { Context } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { binAttachment } from "#lib/domain/attachments/bin-attachment";
import { restoreAttachment } from "#lib/domain/attachments/restore-attachment";
import { BIN_KINDS } from "#lib/domain/bin/schema";
import { binComment } from "#lib/domain/comments/bin-comment";
import { restoreComment } from "#lib/domain/comments/restore-comment";
import { binIssue } from "#lib/domain/issues/bin-issue";
import { restoreIssue } from "#lib/domain/issues/restore-issue";
import { binLabel } from "#lib/domain/labels/bin-label";
import { restoreLabel } from "#lib/domain/labels/restore-label";
import { binProject } from "#lib/domain/projects/bin-project";
import { restoreProject } from "#lib/domain/projects/restore-project";
import { binWorkLog } from "#lib/domain/worklogs/bin-work-log";
import { restoreWorkLog } from "#lib/domain/worklogs/restore-work-log";
import type { Tool } from "./tool.ts";

const Target = z.object({
  kind: z.enum(BIN_KINDS),
  target: z.string().describe("Key, name or id."),
});

const MOVES = {
  issue: { bin: binIssue, restore: restoreIssue },
  comment: { bin: binComment, restore: restoreComment },
  attachment: { bin: binAttachment, restore: restoreAttachment },
  worklog: { bin: binWorkLog, restore: restoreWorkLog },
  project: { bin: binProject, restore: restoreProject },
  label: { bin: binLabel, restore: restoreLabel },
} as const;

export const moveToBinTool: Tool = {
  name: "move_to_bin",
  description: "Take away an issue, comment, work log, project or label. It can be restored for 30 days.",
  risk: "destroy",
  idempotent: true,
  input: Target,
  async call(ctx, args) {
    const { kind, target, data } = await move(ctx, args, "bin");
    return { text: `The ${kind} ${target} is in the bin for 30 days. restore brings it back.`, data };
  },
};

export const restoreTool: Tool = {
  name: "restore",
  description: "Bring an issue, comment, work log, project or label back from the bin or the archive.",
  risk: "write",
  idempotent: true,
  input: Target,
  async call(ctx, args) {
    const { kind, target, data } = await move(ctx, args, "restore");
    return { text: `The ${kind} ${target} is back.`, data };
  },
};

async function move(ctx: Context, { target, ...args }: Record<string, unknown>, way: "bin" | "restore") {
  const { kind, ...rest } = args;
  const read = Target.shape.kind.safeParse(kind);
  if (!read.success) throw invalidField("kind", `Must be one of ${BIN_KINDS.join(", ")}.`, [...BIN_KINDS]);
  if (typeof target !== "string") throw invalidField("target", "Name what is meant: a key, name or id.");
  const operation: Operation = MOVES[read.data][way];
  const data = await run(operation, ctx, { ...rest, [read.data]: target });
  return { kind: read.data, target, data };
}
