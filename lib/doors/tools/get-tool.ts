import { z } from "zod";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { getDocument } from "#lib/domain/documents/get-document";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { getIssue } from "#lib/domain/issues/get-issue";
import { SUBJECT_KINDS } from "#lib/domain/kinds";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { getProject } from "#lib/domain/projects/get-project";
import { ProjectKey } from "#lib/domain/projects/schema";
import { getProposal } from "#lib/domain/proposals/get-proposal";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { readDocument } from "./read-document.ts";
import { readIssue } from "./read-issue.ts";
import { readPlan } from "./read-plan.ts";
import { Detail, readAsked } from "./reading.ts";
import { TEXT, type Tool, WHOLE } from "./tool.ts";

export const getTool: Tool = {
  name: "get",
  description:
    "Read what has a key whole: an issue with criteria, links, binding decisions, comments and work logs; a plan with its open issues; a long document by outline first.",
  risk: "read",
  idempotent: true,
  input: z.object({ key: z.string(), detail: Detail.optional(), section: TEXT, offset: WHOLE, cursor: TEXT }),
  words: {
    key: "Like TURBO-12, DEC-7, TURBO.",
    section: "A heading.",
    offset: "To go on; 0: all of a document.",
    cursor: "For earlier comments.",
  },
  operations: [getIssue, getDocument, getInitiative, getMilestone, getDecision, getProposal, getProject],
  names: Object.fromEntries(SUBJECT_KINDS.map((kind) => [kind, "key"])),
  call(ctx, { key, ...args }) {
    const asked = readAsked(args);
    const name = typeof key === "string" ? key.trim() : "";
    // What is no key of Turbo may be the name that an issue had in another system.
    const kind = readSubjectKey(name)?.kind ?? (ProjectKey.safeParse(name).success ? "project" : "issue");
    if (kind === "issue") return readIssue(ctx, key, asked);
    return kind === "document" ? readDocument(ctx, key, asked) : readPlan(ctx, kind, key, asked);
  },
};
