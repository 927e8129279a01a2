import { suggestedBranch } from "./columns.ts";
import type { Criterion } from "./fields.ts";
import type { Issue, IssueChip, IssueLine, LinkKind } from "./schema.ts";

/** A row of `issueLineSql`. Numbers may come as bigint, JSON as text. */
export type IssueLineRow = Record<string, unknown>;

/** An issue as this code holds it: what people see, and the ids behind it. */
export interface StoredIssue extends Issue {
  projectId: string;
  /** Key of its project, when that lies in the bin. */
  under: string | null;
  parentId: string | null;
  assigneeId: string | null;
  initiativeId: string | null;
  milestoneId: string | null;
}

const json = <T>(value: unknown): T => (typeof value === "string" ? JSON.parse(value) : value) as T;
const text = (value: unknown) => (value === null || value === undefined ? null : String(value));

function person(row: IssueLineRow, of: string) {
  const id = text(row[`${of}Id`]);
  return id === null ? null : { id, handle: String(row[`${of}Handle`]), name: String(row[`${of}Name`]) };
}

function chip(sign: string, number: unknown, title: unknown) {
  return number === null || number === undefined ? null : { key: `${sign}${number}`, title: String(title) };
}

export function toIssueLine(row: IssueLineRow): IssueLine {
  const parent = text(row.parentProject);
  return {
    id: String(row.id),
    key: `${row.project}-${row.number}`,
    project: String(row.project),
    title: String(row.title),
    type: row.type as IssueLine["type"],
    status: row.status as IssueLine["status"],
    priority: row.priority as IssueLine["priority"],
    estimate: row.estimate === null ? null : Number(row.estimate),
    assignee: person(row, "assignee"),
    labels: json(row.labels),
    parent: parent === null ? null : `${parent}-${row.parentNumber}`,
    initiative: chip("I-", row.initiativeNumber, row.initiativeTitle),
    milestone: chip(`${row.project}-MS`, row.milestoneNumber, row.milestoneTitle),
    dueDate: text(row.dueDate),
    blocked: Boolean(Number(row.blocked)),
    stale: Number(row.stale) > 0,
    criteria: { done: Number(row.criteriaDone), total: Number(row.criteriaTotal) },
    children: { done: Number(row.childDone), total: Number(row.childTotal) },
    comments: Number(row.comments),
    rank: String(row.rank),
    shelf: row.shelf as IssueLine["shelf"],
    version: Number(row.version),
    createdAt: instant(row.createdAt) ?? "",
    updatedAt: instant(row.updatedAt) ?? "",
  };
}

export function toStoredIssue(row: IssueLineRow): StoredIssue {
  const line = toIssueLine(row);
  const links = [
    ...json<{ kind: string; issue: IssueChip }[]>(row.linksFrom).map(({ kind, issue }) => ({
      kind: kind as LinkKind,
      issue,
    })),
    ...json<{ kind: string; issue: IssueChip }[]>(row.linksTo).map(({ kind, issue }) => ({
      kind: reversed(kind),
      issue,
    })),
  ];
  const parentKey = line.parent;
  return {
    ...line,
    projectId: String(row.projectId),
    under: text(row.under),
    parentId: text(row.parentId),
    assigneeId: text(row.assigneeId),
    initiativeId: text(row.initiativeId),
    milestoneId: text(row.milestoneId),
    description: String(row.description),
    criteriaList: json<Criterion[]>(row.criteria),
    creator: person(row, "creator"),
    parentIssue:
      parentKey === null
        ? null
        : {
            id: String(row.parentId),
            key: parentKey,
            title: String(row.parentTitle),
            status: row.parentStatus as IssueChip["status"],
          },
    childIssues: json(row.childIssues),
    links: links.sort((a, b) => a.kind.localeCompare(b.kind) || a.issue.id.localeCompare(b.issue.id)),
    resolution: row.resolution as Issue["resolution"],
    branch: text(row.branch),
    suggestedBranch: suggestedBranch(line.key, line.title),
    aliases: json<string[]>(row.aliases).sort(),
    source: text(row.source),
    startedAt: instant(row.startedAt),
    completedAt: instant(row.completedAt),
    archivedAt: instant(row.archivedAt),
    binnedAt: instant(row.binnedAt),
  };
}

function instant(value: unknown): string | null {
  return value === null || value === undefined
    ? null
    : (value instanceof Date ? value : new Date(String(value))).toISOString();
}

/** A stored link as its other end sees it. */
function reversed(kind: string): LinkKind {
  const seen: Record<string, LinkKind> = {
    blocks: "blocked_by",
    duplicates: "duplicated_by",
    discovered_from: "led_to",
    relates_to: "relates_to",
  };
  return seen[kind] ?? "relates_to";
}
