import { z } from "zod";
import type { Context } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { binAttachment, restoreAttachment } from "#lib/domain/attachments/shelf";
import { BIN_KINDS } from "#lib/domain/bin/schema";
import { binComment, restoreComment } from "#lib/domain/comments/shelf";
import { binDecision, restoreDecision } from "#lib/domain/decisions/shelf";
import { binDocument, restoreDocument } from "#lib/domain/documents/shelf";
import { binStatusUpdate } from "#lib/domain/initiatives/bin-status-update";
import { restoreStatusUpdate } from "#lib/domain/initiatives/restore-status-update";
import { binInitiative, restoreInitiative } from "#lib/domain/initiatives/shelf";
import { binIssue, restoreIssue } from "#lib/domain/issues/shelf";
import type { Kind } from "#lib/domain/kinds";
import { binLabel, restoreLabel } from "#lib/domain/labels/shelf";
import { binMilestone, restoreMilestone } from "#lib/domain/milestones/shelf";
import { binProject, restoreProject } from "#lib/domain/projects/shelf";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { binWorkLog, restoreWorkLog } from "#lib/domain/worklogs/shelf";
import { ownArgument } from "./own-argument.ts";
import type { Tool } from "./tool.ts";

const BinKind = z.enum(BIN_KINDS);
/** Both ways of each kind, and what its operations call it. */
const MOVES: Record<Kind, { bin: Operation; restore: Operation; called?: string }> = {
  issue: { bin: binIssue, restore: restoreIssue },
  comment: { bin: binComment, restore: restoreComment },
  initiative: { bin: binInitiative, restore: restoreInitiative },
  status_update: { bin: binStatusUpdate, restore: restoreStatusUpdate, called: "update" },
  milestone: { bin: binMilestone, restore: restoreMilestone },
  document: { bin: binDocument, restore: restoreDocument },
  decision: { bin: binDecision, restore: restoreDecision },
  attachment: { bin: binAttachment, restore: restoreAttachment },
  worklog: { bin: binWorkLog, restore: restoreWorkLog },
  project: { bin: binProject, restore: restoreProject },
  label: { bin: binLabel, restore: restoreLabel },
};

const BINS = Object.values(MOVES).map(({ bin }) => bin);
const RESTORES = Object.values(MOVES).map(({ restore }) => restore);
/** Whatever it is of, the tools call it the target. */
const NAMES = Object.fromEntries(Object.entries(MOVES).map(([kind, { called = kind }]) => [called, "target"]));

const Target = z.object({ target: z.string(), kind: BinKind.optional() });
const WORDS = {
  target: "Key, name or id.",
  kind: "Where target is no key: comment, worklog, label, attachment, status_update.",
};

export const moveToBinTool: Tool = {
  name: "move_to_bin",
  description: "Take something away; it can be restored.",
  risk: "destroy",
  idempotent: true,
  toolset: "admin",
  input: Target,
  words: WORDS,
  unsaid: ["kind"],
  operations: BINS,
  names: NAMES,
  async call(ctx, args) {
    const { kind, target, data } = await move(ctx, args, "bin");
    return { text: `The ${kind} ${target} is in the bin. restore brings it back.`, data };
  },
};

export const restoreTool: Tool = {
  name: "restore",
  description: "Bring something back from the bin or the archive.",
  risk: "write",
  idempotent: true,
  toolset: "admin",
  input: Target,
  words: WORDS,
  unsaid: ["kind"],
  operations: RESTORES,
  names: NAMES,
  async call(ctx, args) {
    const { kind, target, data } = await move(ctx, args, "restore");
    return { text: `The ${kind} ${target} is back.`, data };
  },
};

async function move(ctx: Context, { target, kind, ...rest }: Record<string, unknown>, way: "bin" | "restore") {
  if (typeof target !== "string") throw invalidField("target", "Is missing: a key, name or id.");
  const of = ownArgument("kind", BinKind, kind ?? kindOf(target));
  const { called = of, ...moves } = MOVES[of];
  const data = await run(moves[way], ctx, { ...rest, [called]: target });
  return { kind: of, target, data };
}

/** What a key is of; undefined for what is neither a key nor could be a project's. */
function kindOf(target: string): string | undefined {
  const name = target.trim();
  return readSubjectKey(name)?.kind ?? (/^[A-Za-z][A-Za-z0-9]{1,9}$/.test(name) ? "project" : undefined);
}
