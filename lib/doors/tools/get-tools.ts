import { z } from "zod";
import type { Context } from "#lib/core/context";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getDocument } from "#lib/domain/documents/get-document";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { getIssue } from "#lib/domain/issues/get-issue";
import { SUBJECT_KINDS, type SubjectKind } from "#lib/domain/kinds";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { getProject } from "#lib/domain/projects/get-project";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { readDocument } from "./read-document.ts";
import { readIssue } from "./read-issue.ts";
import { readPlan } from "./read-plan.ts";
import { Detail, readAsked } from "./reading.ts";
import { type Answer, fieldsOf, TEXT, type Tool, WHOLE } from "./tool.ts";

/** Whatever a key names, a tool calls it by one name. */
function called(name: string): Record<string, string> {
  return Object.fromEntries(SUBJECT_KINDS.map((kind) => [kind, name]));
}

/** Reads what a key names, whichever of the tools was asked; what is no key is taken for that tool's own noun. */
function readByKey(ctx: Context, ref: unknown, own: SubjectKind, args: Record<string, unknown>): Promise<Answer> {
  const asked = readAsked(args);
  const kind = (typeof ref === "string" && readSubjectKey(ref.trim())?.kind) || own;
  if (kind === "issue") return readIssue(ctx, ref, asked);
  return kind === "document" ? readDocument(ctx, ref, asked) : readPlan(ctx, kind, ref, asked);
}

export const getIssueTool: Tool = {
  name: "get_issue",
  description: "One issue whole: description, criteria, links, binding decisions, comments, work logs.",
  risk: "read",
  idempotent: true,
  input: z.object({ ...fieldsOf([getIssue]), detail: Detail.optional(), offset: WHOLE, cursor: TEXT }),
  operations: [getIssue],
  names: called("issue"),
  call: (ctx, { issue, ...args }) => readByKey(ctx, issue, "issue", args),
};

export const getPlanTool: Tool = {
  name: "get_plan",
  description: "One initiative, milestone, decision or project whole, with open issues and latest comments.",
  risk: "read",
  idempotent: true,
  input: z.object({ key: z.string(), cursor: TEXT, offset: WHOLE }),
  words: { key: "Like I-3, TURBO-MS2, DEC-7, TURBO." },
  operations: [getInitiative, getMilestone, getDecision, getProject],
  names: called("key"),
  call: (ctx, { key, ...args }) => readByKey(ctx, key, "project", args),
};

export const getDocumentTool: Tool = {
  name: "get_document",
  description: "A document: whole where it is short, else its outline first.",
  risk: "read",
  idempotent: true,
  input: z.object({ ...fieldsOf([getDocument], ["outline"]), offset: WHOLE, cursor: TEXT }),
  words: { offset: "0: all, in parts." },
  operations: [getDocument],
  names: called("document"),
  call: (ctx, { document, ...args }) => readByKey(ctx, document, "document", args),
};
