import { z } from "zod";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { listIssues } from "#lib/domain/issues/list-issues";
import { IssueFilter } from "#lib/domain/issues/schema";
import type { SearchResult } from "#lib/domain/search/schema";
import { search } from "#lib/domain/search/search";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { oneLine, shorten } from "../text/one-line.ts";
import { pageText } from "../text/page-text.ts";
import { projectLine } from "../text/project-text.ts";
import { ownArgument } from "./own-argument.ts";
import { Detail } from "./reading.ts";
import { TEXT, type Tool, YES } from "./tool.ts";

export const findIssuesTool: Tool = {
  name: "find_issues",
  description:
    "List issues by filters (values with commas), or search them and their comments (text; then only project and limit count).",
  risk: "read",
  idempotent: true,
  daily: true,
  input: z.object({
    text: TEXT,
    project: TEXT,
    status: TEXT.describe("open, closed or statuses."),
    type: TEXT,
    priority: TEXT,
    assignee: TEXT.describe("Handle, me or none."),
    label: TEXT,
    parent: TEXT,
    initiative: TEXT,
    milestone: TEXT,
    dueBefore: TEXT,
    stale: YES.describe("Leans on a superseded decision."),
    shelf: z.enum(["archived", "binned"]).optional(),
    sort: TEXT.describe("Like -updatedAt, priority, due."),
    detail: z.enum(["line", "card"]).optional(),
    limit: z.number().int().optional(),
    cursor: TEXT,
  }),
  operations: [listIssues, search],
  names: { q: "text" },
  async call(ctx, { text, detail, ...args }) {
    const row = ownArgument("detail", Detail.default("line"), detail) === "line" ? issueLine : issueCard;
    if (text === undefined) {
      const page = await run(listIssues, ctx, { total: true, ...args });
      return { text: pageText(page, ["issue", "issues"], page.items.map(row)), data: page };
    }
    const found = await run(search, ctx, { kind: ["issue", "comment"], ...args, q: text }).catch((error) => {
      throw withoutSearchWords(error, Object.keys(IssueFilter.shape));
    });
    const rows = found.items.map((result) => searchRow(result, row));
    const next = found.more ? ["There is more: raise limit (100 at most) or search for less."] : [];
    return { text: [pageText(found, ["hit", "hits"], rows), ...next].join("\n"), data: found };
  },
};

function searchRow(result: SearchResult, row: typeof issueLine): string {
  if (result.kind === "project") return `project ${projectLine(result.project)}`;
  if (result.kind === "issue") return row(result.issue);
  const line =
    result.kind === "comment" && result.issue ? row(result.issue) : `${result.on.key}  ${oneLine(result.on.title)}`;
  return result.kind === "comment" ? `${line}\n  in a comment (data): ${shorten(result.excerpt, 160)}` : line;
}

/** A refusal in the words of a tool that searches: the operation calls the text `q` and knows no filters but the project. */
export function withoutSearchWords(error: unknown, filters: readonly string[]): unknown {
  if (!(error instanceof TurboError)) return error;
  const fields = error.fields.map((field) => {
    if (field.path === "q") return { ...field, path: "text" };
    if (filters.includes(field.path) && field.message === "There is no such field.") {
      return { ...field, message: "Cannot be combined with text." };
    }
    return field;
  });
  return new TurboError(error.code, error.message, { fields, retryAfter: error.retryAfter });
}
