import type { ReadContext } from "#lib/core/context";
import { findCandidates, holdingAmong } from "#lib/domain/decisions/candidates";
import { type DecisionExcerpt, findExcerpts } from "#lib/domain/decisions/excerpts";
import type { GoverningDecision } from "#lib/domain/decisions/schema";
import { openAndAnsweredQuestions } from "#lib/domain/questions/queries";
import type { Question } from "#lib/domain/questions/schema";
import { type BriefDocument, findDocuments, namedSections } from "./find-documents.ts";
import { type BriefComment, type BriefWork, findComments, findWork } from "./find-said.ts";
import { type BriefIssue, readIssue } from "./read-issue.ts";

export interface BriefDecision extends GoverningDecision, DecisionExcerpt {}

/** All that a brief may tell, each text and list only as far as it can be shown. */
export interface Facts {
  issue: BriefIssue;
  /** Superseded decisions that it leans on. */
  superseded: GoverningDecision[];
  decisions: BriefDecision[];
  moreDecisions: boolean;
  documents: BriefDocument[];
  moreDocuments: boolean;
  workLogs: BriefWork[];
  workLogTotal: number;
  questions: { open: Question[]; answered: Question[] };
  /** Newest first. */
  comments: BriefComment[];
  commentTotal: number;
}

/** Rows of each list, at most. */
const MOST = { decisions: 20, documents: 12, workLogs: 6, comments: 30 };
/** Characters that one token can stand for, as far as it is worth reading them. */
const CHARACTERS = 6;

/** Reads an issue in seven statements: itself, decisions and what they say, documents, questions, work logs, comments. */
export async function readFacts(
  ctx: ReadContext,
  slot: { id: string; key: string; projectId: string },
  budget: number,
): Promise<Facts> {
  const most = budget * CHARACTERS;
  const part = Math.min(most, 4000);
  const issue = await readIssue(ctx, slot.id, most);
  const { holding, gone } = holdingAmong(await findCandidates(ctx, { issue: slot }));
  const shown = holding.slice(0, MOST.decisions);
  const excerpts = await findExcerpts(
    ctx,
    shown.map(({ id }) => id),
    part,
  );
  const sections = namedSections(issue.description.begin, ctx.hosts);
  const documents = await findDocuments(ctx, issue, { sections, limit: MOST.documents + 1 });
  const questions = await openAndAnsweredQuestions(ctx, issue.id);
  const workLogs = await findWork(ctx, issue.id, { part, limit: MOST.workLogs });
  const comments = await findComments(ctx, issue.id, { part, limit: MOST.comments });
  return {
    issue,
    superseded: gone,
    decisions: shown.flatMap((one) => {
      const excerpt = excerpts.get(one.id);
      return excerpt ? [{ ...one, ...excerpt }] : [];
    }),
    moreDecisions: holding.length > shown.length,
    documents: documents.slice(0, MOST.documents),
    moreDocuments: documents.length > MOST.documents,
    questions,
    workLogs,
    workLogTotal: issue.workLogTotal,
    comments,
    commentTotal: issue.commentTotal,
  };
}
