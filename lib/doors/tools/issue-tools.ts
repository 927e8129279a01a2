import { z } from "zod";
import { type BatchItem, run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { ISSUE_STATUSES, ISSUE_TYPES } from "#lib/domain/issues/fields";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { moveIssue } from "#lib/domain/issues/move-issue";
import { Issue, LinkKind } from "#lib/domain/issues/schema";
import { archiveIssue, restoreIssue } from "#lib/domain/issues/shelf";
import { tickCriterion } from "#lib/domain/issues/tick-criterion";
import { unlinkIssues } from "#lib/domain/issues/unlink-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { Priority } from "#lib/domain/projects/fields";
import { issueCard, issueLine } from "../text/issue-text.ts";
import { ownArgument } from "./own-argument.ts";
import { Archive, runTogether, similarLines } from "./save.ts";
import { NAMES, REPLACE, TEXT, type Tool, VERSION_READ, YES } from "./tool.ts";

const NUMBER = z.number().optional();
const CLEARABLE = z.string().nullish();

export const createIssueTool: Tool = {
  name: "create_issue",
  description: "File an issue. Look with find_issues first whether it is there.",
  risk: "write",
  idempotent: false,
  daily: true,
  input: z.object({
    project: z.string(),
    title: z.string(),
    description: TEXT,
    type: z.enum(ISSUE_TYPES).optional(),
    status: TEXT,
    priority: Priority.optional(),
    estimate: NUMBER,
    assignee: TEXT,
    parent: TEXT,
    initiative: TEXT,
    milestone: TEXT,
    dueDate: TEXT,
    labels: NAMES,
    criteria: NAMES,
    blockedBy: NAMES,
    discoveredFrom: TEXT,
    confirm: YES.describe("It is no twin."),
  }),
  operations: [createIssue],
  async call(ctx, args) {
    const issue = await run(createIssue, ctx, args);
    const similar = similarLines(issue.similar, "Near it are open:");
    return { text: ["Filed.", issueCard(issue), ...similar].join("\n"), data: issue };
  },
};

export const updateIssueTool: Tool = {
  name: "update_issue",
  description: "Change fields of an issue. Unnamed fields stay, null clears.",
  risk: "write",
  idempotent: true,
  input: z.object({
    issue: z.string(),
    project: TEXT.describe("Moves it there."),
    title: TEXT,
    description: TEXT,
    replace: REPLACE.describe("[{find, replace}] in description"),
    status: z.enum(ISSUE_STATUSES).optional(),
    resolution: TEXT,
    type: TEXT,
    priority: TEXT,
    estimate: NUMBER.nullable(),
    assignee: CLEARABLE,
    parent: CLEARABLE,
    initiative: CLEARABLE,
    milestone: CLEARABLE,
    dueDate: CLEARABLE,
    addLabels: NAMES,
    removeLabels: NAMES,
    criteria: NAMES,
    addCriteria: NAMES,
    removeCriteria: NAMES,
    tick: NAMES.describe("Numbers of met criteria."),
    force: YES.describe("Although blocked."),
    version: VERSION_READ,
    archive: YES,
  }),
  operations: [updateIssue, moveIssue],
  names: { criterion: "tick" },
  async call(ctx, { project, tick, untick, archive, ...args }) {
    const { issue, version, ...changes } = args;
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
  },
};

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
  input: z.object({ issue: z.string(), kind: LinkKind, other: z.string(), remove: YES }),
  operations: [linkIssues, unlinkIssues],
  async call(ctx, { remove, ...args }) {
    const issue = await run(remove === true ? unlinkIssues : linkIssues, ctx, args);
    const links = issue.links.map(({ kind, issue: other }) => `  ${kind}: ${other.key}  ${other.status}`);
    return { text: [remove === true ? "Unlinked." : "Linked.", issueLine(issue), ...links].join("\n"), data: issue };
  },
};
