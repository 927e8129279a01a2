import { z } from "zod";
import type { Context } from "#lib/core/context";
import { inQuotes, shorten } from "#lib/core/one-line";
import { type Operation, run } from "#lib/core/operation";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { listIssues } from "#lib/domain/issues/list-issues";
import type { IssueLine } from "#lib/domain/issues/schema";
import type { SubjectKind } from "#lib/domain/kinds";
import { listLabels } from "#lib/domain/labels/list-labels";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import { listProjects } from "#lib/domain/projects/list-projects";
import { listProposals } from "#lib/domain/proposals/list-proposals";
import type { SearchResult } from "#lib/domain/search/schema";
import { search } from "#lib/domain/search/search";
import { decisionLine } from "../text/decision-text.ts";
import { documentLine } from "../text/document-text.ts";
import { initiativeLine } from "../text/initiative-text.ts";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { labelLine } from "../text/label-text.ts";
import { milestoneLine } from "../text/milestone-text.ts";
import { projectLine } from "../text/project-text.ts";
import { proposalLine } from "../text/proposal-text.ts";
import { listAnswer } from "./list-answer.ts";
import { ownArgument } from "./own-argument.ts";
import { Detail } from "./reading.ts";
import { isPlainSearch, searchPage } from "./search-page.ts";
import { type Answer, fieldsOf, TEXT, type Tool } from "./tool.ts";

interface List {
  operation: Operation;
  line(item: never): string;
  /** What the list is asked for besides. */
  asked: Record<string, unknown>;
}

const total = { total: true };
const LISTS = {
  issue: { operation: listIssues, line: issueLine, asked: total },
  project: { operation: listProjects, line: projectLine, asked: { counts: true, ...total } },
  initiative: { operation: listInitiatives, line: initiativeLine, asked: total },
  milestone: { operation: listMilestones, line: milestoneLine, asked: total },
  decision: { operation: listDecisions, line: decisionLine, asked: total },
  document: { operation: listDocuments, line: documentLine, asked: total },
  proposal: { operation: listProposals, line: proposalLine, asked: total },
  label: { operation: listLabels, line: labelLine, asked: { limit: 200 } },
} as const satisfies Record<SubjectKind | "label", List>;

const Kind = z.enum(Object.keys(LISTS) as (keyof typeof LISTS)[]);
/** Filters of which each kind knows some. */
const filters = fieldsOf(
  Object.values(LISTS).map(({ operation }) => operation),
  ["counts", "total", "targetBefore", "workspace", "area", "health", "owner", "stale", "by", "shelf"],
);

export const findTool: Tool = {
  name: "find",
  description: "List issues, or another kind, by filters (values with commas) and words (text), also of comments.",
  risk: "read",
  idempotent: true,
  daily: true,
  input: z.object({
    ...filters,
    kind: Kind.optional(),
    sort: TEXT,
    detail: z.enum(["line", "card"]).optional(),
  }),
  words: {
    text: "Words in it.",
    kind: "Else issue.",
    status: "Or open, closed.",
    parent: "Key; none.",
    sort: "Like -updatedAt, priority, due.",
  },
  operations: [...Object.values(LISTS).map(({ operation }) => operation), search],
  names: { q: "text" },
  async call(ctx, { kind: wanted, text, detail, ...args }) {
    const kind = ownArgument("kind", Kind.default("issue"), wanted);
    const isCard = ownArgument("detail", Detail.default("line"), detail) !== "line" && kind === "issue";
    const issueRow = isCard ? issueCard : issueLine;
    if (text !== undefined && kind !== "label" && isPlainSearch(args)) {
      return searched(ctx, kind, { ...args, q: text }, issueRow);
    }
    const { operation, line, asked }: List = LISTS[kind];
    const row = isCard ? issueCard : line;
    const given = text === undefined ? args : { ...args, text };
    const read = async (shorter: object) => Page.parse(await run(operation, ctx, { ...asked, ...given, ...shorter }));
    return listAnswer(read, { what: [kind, `${kind}s`], row: (item) => row(item as never) });
  },
};

const Page = z.looseObject({
  items: z.array(z.unknown()),
  nextCursor: z.string().nullish(),
  total: z.number().optional(),
});

type IssueRow = (issue: IssueLine) => string;

function searched(ctx: Context, kind: SubjectKind, args: Record<string, unknown>, row: IssueRow): Promise<Answer> {
  const kinds = kind === "issue" ? ["issue", "comment"] : [kind];
  const read = (shorter: object) => searchPage(ctx, { kind: kinds, ...args, ...shorter });
  return listAnswer(read, { what: ["hit", "hits"], row: (hit) => hitRow(hit, row) });
}

function hitRow(hit: SearchResult, row: IssueRow): string {
  if (hit.kind === "project") return projectLine(hit.project);
  if (hit.kind === "issue") return row(hit.issue);
  if (hit.kind === "comment") {
    const on = hit.issue ? row(hit.issue) : `${hit.on.key}  ${inQuotes(hit.on.title)}`;
    return `${on}, in a comment:\n> ${shorten(hit.excerpt, 160)}`;
  }
  const { key, status, title } = hit.on;
  return `${key}  ${status}  ${inQuotes(title, 60)}\n> ${shorten(hit.excerpt, 160)}`;
}
