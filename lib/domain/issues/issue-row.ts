import { instantOf, jsonOf, numberOf, type Row, textOf } from "#lib/core/row-value";
import type { ClaimChip } from "#lib/domain/claims/chip";
import type { Holding } from "#lib/domain/claims/holder";
import { criteriaOf } from "#lib/domain/criteria/criteria-sql";
import type { StoredEvidence } from "#lib/domain/criteria/evidence";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import { suggestedBranch } from "./columns.ts";
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
  /** The last claim on it, whether it goes on or not. */
  held: HeldClaim | null;
  /** Claims in a row whose lease ran out. */
  lapses: number;
  /** All evidence of its criteria, also what the actor does not see. */
  evidence: StoredEvidence[];
}

/** A claim as its issue knows it. */
export interface HeldClaim extends ClaimChip, Holding {
  endedAt: string | null;
  end: string | null;
  formerId: string | null;
  workLogId: string | null;
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
    claim: row.endedAt === null ? claimOf(row) : null,
    labels: jsonOf(row.labels),
    parent: parent === null ? null : `${parent}-${row.parentNumber}`,
    initiative: chip("I-", row.initiativeNumber, row.initiativeTitle),
    milestone: chip(`${row.project}-MS`, row.milestoneNumber, row.milestoneTitle),
    dueDate: textOf(row.dueDate),
    blocked: Boolean(Number(row.blocked)),
    waiting: Boolean(Number(row.waiting)),
    stale: Number(row.stale) > 0,
    criteria: {
      total: Number(row.criteriaTotal),
      done: Number(row.criteriaDone),
      verified: Number(row.criteriaVerified),
    },
    children: { done: Number(row.childDone), total: Number(row.childTotal) },
    comments: Number(row.comments),
    rank: String(row.rank),
    ...stampsIn(row),
  };
}

function claimOf(row: Row): ClaimChip | null {
  const [lease, holder] = [textOf(row.lease), personOf(row, "holder")];
  if (lease === null || holder === null) return null;
  const [since, until] = [instantOf(row.claimedAt) ?? "", instantOf(row.until) ?? ""];
  return { lease, holder, via: jsonOf<Via | null>(row.claimVia), since, until, minutes: Number(row.minutes) };
}

function heldClaimOf(row: Row): HeldClaim | null {
  const chip = claimOf(row);
  if (chip === null) return null;
  return {
    ...chip,
    keyId: textOf(row.keyId),
    session: String(row.session),
    endedAt: instantOf(row.endedAt),
    end: textOf(row.claimEnd),
    formerId: textOf(row.formerId),
    workLogId: textOf(row.workLogId),
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
  const { criteria, evidence } = criteriaOf(row);
  return {
    ...line,
    projectId: String(row.projectId),
    under: textOf(row.under),
    parentId: textOf(row.parentId),
    assigneeId: textOf(row.assigneeId),
    initiativeId: textOf(row.initiativeId),
    milestoneId: textOf(row.milestoneId),
    held: heldClaimOf(row),
    lapses: Number(row.lapses),
    description: String(row.description),
    criteriaList: criteria,
    evidence,
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
    pin: numberOf(row.pin),
    suggestedBranch: suggestedBranch(line.key, line.title),
    aliases: jsonOf<string[]>(row.aliases).sort(),
    source: textOf(row.source),
    startedAt: instantOf(row.startedAt),
    completedAt: instantOf(row.completedAt),
    queuedAt: instantOf(row.queuedAt),
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
