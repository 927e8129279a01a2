import { z } from "zod";
import type { Context } from "#lib/core/context";
import { type Operation, run } from "#lib/core/operation";
import { listDecisions } from "#lib/domain/decisions/list-decisions";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { listLabels } from "#lib/domain/labels/list-labels";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import { listProjects } from "#lib/domain/projects/list-projects";
import { search } from "#lib/domain/search/search";
import { decisionLine } from "../text/decision-text.ts";
import { documentLine } from "../text/document-text.ts";
import { initiativeLine } from "../text/initiative-text.ts";
import { labelLine } from "../text/label-text.ts";
import { milestoneLine } from "../text/milestone-text.ts";
import { oneLine, shorten } from "../text/one-line.ts";
import { pageText } from "../text/page-text.ts";
import { projectLine } from "../text/project-text.ts";
import { withoutSearchWords } from "./find-issues-tool.ts";
import { ownArgument } from "./own-argument.ts";
import { TEXT, type Tool, YES } from "./tool.ts";

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
} as const satisfies Record<string, List>;

const KINDS = Object.keys(LISTS) as (keyof typeof LISTS)[];
const Kind = z.enum(KINDS);
/** Filters of which each kind knows some. */
const filters = {
  project: TEXT,
  status: TEXT,
  health: TEXT,
  owner: TEXT,
  label: TEXT,
  parent: TEXT,
  stale: YES,
  shelf: z.enum(["archived", "binned"]).optional(),
  sort: TEXT,
};

export const findPlanTool: Tool = {
  name: "find_plan",
  description:
    "List projects, initiatives, milestones, decisions, documents or labels by filters, or search them (text).",
  risk: "read",
  idempotent: true,
  input: z.object({
    kind: Kind,
    text: TEXT,
    ...filters,
    limit: z.number().int().optional(),
    cursor: TEXT,
  }),
  operations: [...Object.values(LISTS).map(({ operation }) => operation), search],
  names: { q: "text" },
  async call(ctx, { kind: wanted, text, ...args }) {
    const kind = ownArgument("kind", Kind, wanted);
    if (typeof text === "string" && kind !== "label") return searched(ctx, kind, { ...args, q: text });
    const { operation, line, asked }: List = LISTS[kind];
    const given = text === undefined ? args : { ...args, text };
    const page = z
      .looseObject({ items: z.array(z.unknown()) })
      .parse(await run(operation, ctx, { ...asked, ...given }));
    return {
      text: pageText(
        page,
        [kind, `${kind}s`],
        page.items.map((item) => line(item as never)),
      ),
      data: page,
    };
  },
};

async function searched(ctx: Context, kind: keyof typeof LISTS, args: Record<string, unknown>) {
  const known = [...Object.keys(filters), "cursor"];
  const found = await run(search, ctx, { ...args, kind: [kind] }).catch((error) => {
    throw withoutSearchWords(error, known);
  });
  const rows = found.items.map((hit) => {
    if (hit.kind === "project") return projectLine(hit.project);
    if (hit.kind === "issue") return oneLine(hit.issue.key);
    const { key, status, title } = hit.on;
    return `${key}  ${status}  ${shorten(title, 60)}\n> ${shorten(hit.excerpt, 160)}`;
  });
  const next = found.more ? ["There is more: raise limit (100 at most) or search for less."] : [];
  return { text: [pageText(found, ["hit", "hits"], rows), ...next].join("\n"), data: found };
}
