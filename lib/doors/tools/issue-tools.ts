import { z } from "zod";
import type { Context } from "#lib/core/context";
import { type BatchItem, run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { moveIssue } from "#lib/domain/issues/move-issue";
import { Issue } from "#lib/domain/issues/schema";
import { archiveIssue, restoreIssue } from "#lib/domain/issues/shelf";
import { tickCriterion } from "#lib/domain/issues/tick-criterion";
import { unlinkIssues } from "#lib/domain/issues/unlink-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { ownArgument } from "./own-argument.ts";
import { Archive, runTogether, similarLines } from "./save.ts";
import { type Answer, fieldsOf, type Tool, YES } from "./tool.ts";

/** What a refusal names, where it is wanted. */
export const UNLISTED = [
  ...["branch", "pin", "before", "after", "version", "confirm", "force", "resolution"],
  ...["addLabels", "removeLabels", "addCriteria", "removeCriteria", "withSubIssues"],
];

export const saveIssueTool: Tool = {
  name: "save_issue",
  description:
    "File an issue (project, title), once find shows that it is not there; or with issue change the fields that you name.",
  own: "issue",
  risk: "write",
  idempotent: false,
  input: z
    .object({
      ...fieldsOf([createIssue, updateIssue], UNLISTED),
      tick: z.array(z.string()),
      archive: YES,
    })
    .partial(),
  words: {
    project: "Key; moves a filed one there.",
    labels: "All of them.",
    criteria: "All that must be true.",
    discoveredFrom: "Key.",
    tick: "Numbers of criteria.",
  },
  operations: [createIssue, updateIssue, moveIssue],
  names: { criterion: "tick" },
  call: (ctx, args) => (args.issue === undefined ? filed(ctx, args) : changed(ctx, args)),
};

async function filed(ctx: Context, args: Record<string, unknown>): Promise<Answer> {
  const issue = await run(createIssue, ctx, args);
  const similar = similarLines(issue.similar, "Near it are open:");
  return { text: ["Filed.", issueCard(issue), ...similar].join("\n"), data: issue };
}

async function changed(ctx: Context, args: Record<string, unknown>): Promise<Answer> {
  const { project, tick, untick, archive, issue, version, ...changes } = args;
  const away = ownArgument("archive", Archive, archive);
  const items: BatchItem[] = [];
  const add = (operation: BatchItem["operation"], input: object = {}) => {
    // The version is compared once: what comes after it in this call changes it.
    const guard = items.length === 0 && version !== undefined ? { version } : {};
    items.push({ operation, input: { issue, ...guard, ...input } });
  };
  if (project !== undefined) add(moveIssue, { project });
  const ticks = [...ticksOf(tick, true), ...ticksOf(untick, false)];
  const others = ticks.length > 0 || items.length > 0 || away !== undefined;
  if (!others || version !== undefined || Object.keys(changes).length > 0) add(updateIssue, changes);
  for (const one of ticks) items.push({ operation: tickCriterion, input: { issue, ...one } });
  if (away !== undefined) items.push({ operation: away ? archiveIssue : restoreIssue, input: { issue } });
  const saved = Issue.parse((await runTogether(items, ctx)).at(-1));
  return { text: `Saved.\n${issueCard(saved)}`, data: saved };
}

function ticksOf(given: unknown, done: boolean): { criterion: unknown; done: boolean }[] {
  return [given ?? []].flat().map((criterion) => ({
    criterion: typeof criterion === "number" ? String(criterion) : criterion,
    done,
  }));
}

export const linkIssuesTool: Tool = {
  name: "link_issues",
  description: "Say that one issue blocks, duplicates … another; remove takes the link away.",
  risk: "write",
  idempotent: true,
  toolset: "planning",
  input: z.object({ ...fieldsOf([linkIssues]), remove: YES }),
  operations: [linkIssues, unlinkIssues],
  async call(ctx, { remove, ...args }) {
    const issue = await run(remove === true ? unlinkIssues : linkIssues, ctx, args);
    const links = issue.links.map(({ kind, issue: other }) => `  ${kind}: ${other.key}  ${other.status}`);
    return { text: [remove === true ? "Unlinked." : "Linked.", issueLine(issue), ...links].join("\n"), data: issue };
  },
};
