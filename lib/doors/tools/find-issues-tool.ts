import { z } from "zod";
import type { Context } from "#lib/core/context";
import { inQuotes, shorten } from "#lib/core/one-line";
import { run } from "#lib/core/operation";
import { listIssues } from "#lib/domain/issues/list-issues";
import type { SearchResult } from "#lib/domain/search/schema";
import { search } from "#lib/domain/search/search";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { projectLine } from "../text/project-text.ts";
import { listAnswer } from "./list-answer.ts";
import { ownArgument } from "./own-argument.ts";
import { Detail } from "./reading.ts";
import { isPlainSearch, searchPage } from "./search-page.ts";
import { type Answer, fieldsOf, type Tool } from "./tool.ts";

export const findIssuesTool: Tool = {
  name: "find_issues",
  description: "List issues by filters (values with commas) and words (text), also of comments.",
  risk: "read",
  idempotent: true,
  daily: true,
  input: z.object({ ...fieldsOf([listIssues], ["total", "stale"]), detail: z.enum(["line", "card"]).optional() }),
  words: { status: "Or open, closed.", assignee: "Handle, me or none.", sort: "Like -updatedAt, priority, due." },
  operations: [listIssues, search],
  names: { q: "text" },
  async call(ctx, { text, detail, ...args }) {
    const row = ownArgument("detail", Detail.default("line"), detail) === "line" ? issueLine : issueCard;
    if (text !== undefined && isPlainSearch(args)) return searched(ctx, { ...args, q: text }, row);
    const given = text === undefined ? args : { ...args, text };
    const read = (shorter: object) => run(listIssues, ctx, { total: true, ...given, ...shorter });
    return listAnswer(read, { what: ["issue", "issues"], row });
  },
};

function searched(ctx: Context, args: Record<string, unknown>, row: typeof issueLine): Promise<Answer> {
  const read = (shorter: object) => searchPage(ctx, { kind: ["issue", "comment"], ...args, ...shorter });
  return listAnswer(read, { what: ["hit", "hits"], row: (result) => searchRow(result, row) });
}

function searchRow(result: SearchResult, row: typeof issueLine): string {
  if (result.kind === "project") return `project ${projectLine(result.project)}`;
  if (result.kind === "issue") return row(result.issue);
  const line =
    result.kind === "comment" && result.issue ? row(result.issue) : `${result.on.key}  ${inQuotes(result.on.title)}`;
  return result.kind === "comment" ? `${line}, in a comment:\n> ${shorten(result.excerpt, 160)}` : line;
}
