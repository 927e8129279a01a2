import { z } from "zod";
import type { Context } from "#lib/core/context";
import { inQuotes, oneLine, shorten } from "#lib/core/one-line";
import { type Operation, run } from "#lib/core/operation";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import type { SubjectKind } from "#lib/domain/kinds";
import { listLabels } from "#lib/domain/labels/list-labels";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import { listProjects } from "#lib/domain/projects/list-projects";
import type { SearchResult } from "#lib/domain/search/schema";
import { search } from "#lib/domain/search/search";
import { Shelf } from "#lib/domain/shelf/schema";
import { decisionLine } from "../text/decision-text.ts";
import { documentLine } from "../text/document-text.ts";
import { initiativeLine } from "../text/initiative-text.ts";
import { labelLine } from "../text/label-text.ts";
import { milestoneLine } from "../text/milestone-text.ts";
import { projectLine } from "../text/project-text.ts";
import { listAnswer } from "./list-answer.ts";
import { ownArgument } from "./own-argument.ts";
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
  project: { operation: listProjects, line: projectLine, asked: { counts: true, ...total } },
  initiative: { operation: listInitiatives, line: initiativeLine, asked: total },
  milestone: { operation: listMilestones, line: milestoneLine, asked: total },
  decision: { operation: listDecisions, line: decisionLine, asked: total },
  document: { operation: listDocuments, line: documentLine, asked: total },
  label: { operation: listLabels, line: labelLine, asked: { limit: 200 } },
} as const satisfies Record<Exclude<SubjectKind, "issue"> | "label", List>;

const KINDS = Object.keys(LISTS) as (keyof typeof LISTS)[];
const Kind = z.enum(KINDS);
/** Filters of which each kind knows some. */
const filters = fieldsOf(
  Object.values(LISTS).map(({ operation }) => operation),
  ["counts", "total", "targetBefore", "dueBefore", "workspace", "area", "health", "owner"],
);

export const findPlanTool: Tool = {
  name: "find_plan",
  description: "List projects, initiatives, milestones, decisions, documents or labels by filters and words (text).",
  risk: "read",
  idempotent: true,
  input: z.object({ ...filters, kind: Kind, shelf: Shelf.optional(), sort: TEXT }),
  operations: [...Object.values(LISTS).map(({ operation }) => operation), search],
  names: { q: "text" },
  async call(ctx, { kind: wanted, text, ...args }) {
    const kind = ownArgument("kind", Kind, wanted);
    if (text !== undefined && kind !== "label" && isPlainSearch(args)) return searched(ctx, kind, { ...args, q: text });
    const { operation, line, asked }: List = LISTS[kind];
    const given = text === undefined ? args : { ...args, text };
    const read = async (shorter: object) => Page.parse(await run(operation, ctx, { ...asked, ...given, ...shorter }));
    return listAnswer(read, { what: [kind, `${kind}s`], row: (item) => line(item as never) });
  },
};

const Page = z.looseObject({
  items: z.array(z.unknown()),
  nextCursor: z.string().nullish(),
  total: z.number().optional(),
});

function searched(ctx: Context, kind: keyof typeof LISTS, args: Record<string, unknown>): Promise<Answer> {
  const read = (shorter: object) => searchPage(ctx, { ...args, kind: [kind], ...shorter });
  return listAnswer(read, { what: ["hit", "hits"], row: hitRow });
}

function hitRow(hit: SearchResult): string {
  if (hit.kind === "project") return projectLine(hit.project);
  if (hit.kind === "issue") return oneLine(hit.issue.key);
  const { key, status, title } = hit.on;
  return `${key}  ${status}  ${inQuotes(title, 60)}\n> ${shorten(hit.excerpt, 160)}`;
}
