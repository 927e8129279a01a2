import { z } from "zod";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { listIssues } from "#lib/domain/issues/list-issues";
import { ISSUE_SORTS, ISSUE_STATUSES, IssueFilter } from "#lib/domain/issues/schema";
import { SearchInput, type SearchResult } from "#lib/domain/search/schema";
import { search } from "#lib/domain/search/search";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { oneLine, shorten } from "../text/one-line.ts";
import { pageText } from "../text/page-text.ts";
import { projectLine } from "../text/project-text.ts";
import { ownArgument } from "./own-argument.ts";
import { CURSOR, type Tool } from "./tool.ts";

export const Detail = z.enum(["line", "card", "full"], { error: "Must be one of line, card, full." });

const filters = IssueFilter.omit({ shelf: true, sort: true, total: true }).shape;

export const findIssuesTool: Tool = {
  name: "find_issues",
  description:
    "List issues by filters, newest first, or search their text and comments (text; then only project and limit count).",
  risk: "read",
  idempotent: true,
  daily: true,
  input: z.object({
    text: SearchInput.shape.q.optional(),
    ...filters,
    status: z.array(z.enum([...ISSUE_STATUSES, "open", "closed"])).optional(),
    limit: z.number().int().optional().describe("1–200, default 50."),
    cursor: CURSOR,
    sort: z
      .string()
      .optional()
      .describe(`${ISSUE_SORTS.join(", ")}; - before it for descending.`),
    shelf: z.enum(["archived", "binned"]).optional().describe("Look there instead."),
    detail: z.enum(["line", "card"]).optional(),
  }),
  async call(ctx, { text, detail, ...args }) {
    const row = ownArgument("detail", Detail.default("line"), detail) === "line" ? issueLine : issueCard;
    if (text === undefined) {
      const page = await run(listIssues, ctx, { total: true, ...args });
      return { text: pageText(page, ["issue", "issues"], page.items.map(row)), data: page };
    }
    try {
      const found = await run(search, ctx, { ...args, q: text });
      const rows = found.items.map((result) => searchRow(result, row));
      const next = found.more ? ["There is more: raise limit (100 at most) or search for less."] : [];
      return { text: [pageText(found, ["hit", "hits"], rows), ...next].join("\n"), data: found };
    } catch (error) {
      throw error instanceof TurboError ? withoutSearchWords(error) : error;
    }
  },
};

function searchRow(result: SearchResult, row: typeof issueLine): string {
  if (result.kind === "project") return `project ${projectLine(result.project)}`;
  if (result.kind === "issue") return row(result.issue);
  const line =
    result.kind === "comment" && result.issue ? row(result.issue) : `${result.on.key}  ${oneLine(result.on.title)}`;
  return result.kind === "comment" ? `${line}\n  in a comment (data): ${shorten(result.excerpt, 160)}` : line;
}

/** The search operation calls the text `q` and knows no filters but the project. */
function withoutSearchWords(error: TurboError): TurboError {
  const fields = error.fields.map((field) => {
    if (field.path === "q") return { ...field, path: "text" };
    if (field.path in IssueFilter.shape && field.message === "There is no such field.") {
      return { ...field, message: "Cannot be combined with text." };
    }
    return field;
  });
  return new TurboError(error.code, error.message, { fields, retryAfter: error.retryAfter });
}
