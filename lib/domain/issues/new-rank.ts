import type { Bound } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { StoredIssue } from "./issue-row.ts";
import { oldKeySql } from "./old-key-sql.ts";
import { rankBetween } from "./rank.ts";
import type { IssueChanges } from "./schema.ts";

/** The place that an issue is to get in the order of its project. */
export interface Beside {
  issue: { id: string; projectId: string };
  path: "before" | "after";
  /** What it is to stand right before or after. */
  ref: string;
}

/** The place that a change asks for; null where it asks for none. */
export function besideOf(issue: StoredIssue, { before, after }: IssueChanges): Beside | null {
  if (before && after) throw invalidField("after", "Give before or after, not both.");
  const ref = before ?? after;
  return ref ? { issue, path: before ? "before" : "after", ref } : null;
}

/** The part of `resolveReferences` that finds the live issue on the other side of the place. */
export function neighbourPart(ctx: ReadContext, { issue, path, ref }: Beside, mark: (value: Bound) => string): string {
  const [compare, direction] = path === "before" ? ["<", "DESC"] : [">", "ASC"];
  return `SELECT 'neighbour' AS "what", "next"."id", '' AS "name", '' AS "more", '' AS "fold", NULL AS "project", "next"."rank", NULL AS "status"
    FROM (SELECT k."id", k."rank" FROM "Issue" k WHERE k."shelf" = 'live' AND k."projectId" = ${mark(issue.projectId)}
      AND k."id" <> ${mark(issue.id)} AND k."rank" ${compare} ${rankOf(ctx, ref, mark)} ORDER BY k."rank" ${direction} LIMIT 1) AS "next"`;
}

/** The rank of what a key, an old key or an id stands for. */
function rankOf(ctx: ReadContext, ref: string, mark: (value: Bound) => string): string {
  if (isId(ref)) return `(SELECT o."rank" FROM "Issue" o WHERE o."id" = ${mark(ref.toLowerCase())})`;
  const old = () => oldKeySql(ctx, mark(ref.toUpperCase()), "rank");
  const [, project, number] = /^([A-Z][A-Z0-9]{1,9})-(\d{1,9})$/.exec(ref.toUpperCase()) ?? [];
  if (!project) return old();
  return `COALESCE((SELECT o."rank" FROM "Issue" o JOIN "Project" op ON op."id" = o."projectId"
    WHERE op."key" = ${mark(project)} AND o."number" = ${mark(Number(number))}), ${old()})`;
}

interface Neighbours {
  /** By reference. */
  issues: ReadonlyMap<string, { id: string; key: string; projectId: string; rank: string }>;
  /** The rank on the other side of the place. */
  neighbour: string | null;
}

/** The rank that puts an issue there; its own where no place is asked for. Throws `invalid` for one of another project. */
export function newRank(issue: StoredIssue, beside: Beside | null, { issues, neighbour }: Neighbours): string {
  const other = beside && issues.get(beside.ref);
  if (!other) return issue.rank;
  if (other.projectId !== issue.projectId)
    throw invalidField(beside.path, `${other.key} is in another project; order is within a project.`);
  if (other.id === issue.id) return issue.rank;
  return beside.path === "before" ? rankBetween(neighbour, other.rank) : rankBetween(other.rank, neighbour);
}
