import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import { suggestedBranch } from "./columns.ts";
import type { Criterion } from "./fields.ts";
import type { Issue, IssueChip, IssueLine, LinkKind } from "./schema.ts";

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

function chip(sign: string, number: unknown, title: unknown) {
  return number === null || number === undefined ? null : { key: `${sign}${number}`, title: String(title) };
}

export function toIssueLine(row: Row): IssueLine {
  const parent = textOf(row.parentProject);
  return {
    id: String(row.id),
    key: `${row.project}-${row.number}`,
    project: String(row.project),
    title: String(row.title),
    type: row.type as IssueLine["type"],
    status: row.status as IssueLine["status"],
    priority: row.priority as IssueLine["priority"],
    estimate: row.estimate === null ? null : Number(row.estimate),
    assignee: personOf(row, "assignee"),
    labels: jsonOf(row.labels),
    parent: parent === null ? null : `${parent}-${row.parentNumber}`,
    initiative: chip("I-", row.initiativeNumber, row.initiativeTitle),
    milestone: chip(`${row.project}-MS`, row.milestoneNumber, row.milestoneTitle),
    dueDate: textOf(row.dueDate),
    blocked: Boolean(Number(row.blocked)),
    stale: Number(row.stale) > 0,
    criteria: { done: Number(row.criteriaDone), total: Number(row.criteriaTotal) },
    children: { done: Number(row.childDone), total: Number(row.childTotal) },
    comments: Number(row.comments),
    rank: String(row.rank),
    ...stampsIn(row),
  };
}

export function toStoredIssue(row: Row): StoredIssue {
  const line = toIssueLine(row);
  const links = [
    ...jsonOf<{ kind: string; issue: IssueChip }[]>(row.linksFrom).map(({ kind, issue }) => ({
      kind: kind as LinkKind,
      issue,
    })),
    ...jsonOf<{ kind: string; issue: IssueChip }[]>(row.linksTo).map(({ kind, issue }) => ({
      kind: reversed(kind),
      issue,
    })),
  ];
  const parentKey = line.parent;
  return {
    ...line,
    projectId: String(row.projectId),
    under: textOf(row.under),
    parentId: textOf(row.parentId),
    assigneeId: textOf(row.assigneeId),
    initiativeId: textOf(row.initiativeId),
    milestoneId: textOf(row.milestoneId),
    description: String(row.description),
    criteriaList: jsonOf<Criterion[]>(row.criteria),
    creator: personOf(row, "creator"),
    parentIssue:
      parentKey === null
        ? null
        : {
            id: String(row.parentId),
            key: parentKey,
            title: String(row.parentTitle),
            status: row.parentStatus as IssueChip["status"],
          },
    childIssues: jsonOf(row.childIssues),
    links: links.sort((a, b) => a.kind.localeCompare(b.kind) || a.issue.id.localeCompare(b.issue.id)),
    resolution: row.resolution as Issue["resolution"],
    branch: textOf(row.branch),
    suggestedBranch: suggestedBranch(line.key, line.title),
    aliases: jsonOf<string[]>(row.aliases).sort(),
    source: textOf(row.source),
    startedAt: instantOf(row.startedAt),
    completedAt: instantOf(row.completedAt),
    ...awayIn(row),
  };
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
