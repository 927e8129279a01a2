import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { criteriaOf, criteriaSql } from "#lib/domain/criteria/criteria-sql";
import type { Criterion } from "#lib/domain/criteria/schema";
import { openBlockerSql } from "#lib/domain/issues/blockers";
import { suggestedBranch } from "#lib/domain/issues/columns";
import type { IssueChip } from "#lib/domain/issues/schema";
import { personOf } from "#lib/domain/people/person-of";
import type { Person, Via } from "#lib/domain/people/schema";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { offIndex } from "#lib/domain/subjects/off-index";
import { seenOnly } from "#lib/domain/subjects/seen-only";

/** The beginning of a text. */
export interface Beginning {
  begin: string;
  /** There is more of it. */
  cut: boolean;
}

interface Chips {
  items: IssueChip[];
  total: number;
}

/** An issue as its brief tells it. */
export interface BriefIssue {
  id: string;
  key: string;
  project: string;
  title: string;
  status: string;
  priority: string;
  type: string;
  shelf: string;
  version: number;
  dueDate: string | null;
  branch: string | null;
  suggestedBranch: string;
  createdAt: string;
  creator: Person | null;
  description: Beginning;
  criteria: Criterion[];
  claim: { holder: Person; via: Via | null; until: string } | null;
  parent: (IssueChip & { description: Beginning }) | null;
  milestoneId: string | null;
  milestone: {
    key: string;
    title: string;
    status: string;
    dueDate: string | null;
    description: Beginning;
  } | null;
  initiativeId: string | null;
  blocked: boolean;
  blockers: Chips;
  unblocks: Chips;
  children: Chips & { done: number };
  commentTotal: number;
  workLogTotal: number;
}

/** Issues of each list, at most. */
const MOST = 30;
/** Of the descriptions of what it belongs to. */
const FEW = 600;

/** Reads an issue in one statement: of its description `most` characters. */
export async function readIssue(ctx: ReadContext, id: string, most: number): Promise<BriefIssue> {
  const { values, bind } = bindings(ctx.database.engine);
  const own = bind(id);
  const { object, list } = jsonSql(ctx);
  const chip = object({
    id: `x."id"`,
    key: `x."project" || '-' || x."number"`,
    title: `x."title"`,
    status: `x."status"`,
  });
  const chips = (joins: string, where: string, order: string) =>
    list(
      chip,
      `FROM (SELECT o."id", op."key" AS "project", o."number", o."title", o."status" FROM ${joins} JOIN "Project" op ON op."id" = o."projectId"
       WHERE ${where} ORDER BY ${order} LIMIT ${MOST}) x`,
    );
  const there = (alias: string) => `${alias}."shelf" <> 'binned'${projectInUse(alias)}${seenOnly(ctx, alias)}`;
  const open = `o."status" NOT IN ('done', 'canceled') AND ${there("o")}`;
  const links = (mine: string, theirs: string) =>
    [
      `"IssueLink" l JOIN "Issue" o ON o."id" = l."${theirs}"`,
      `l."${mine}" = i."id" AND l."kind" = 'blocks' AND ${open}`,
    ] as const;
  const [before, after] = [links("toId", "fromId"), links("fromId", "toId")];
  const count = ([joins, where]: readonly [string, string]) => `(SELECT count(*) FROM ${joins} WHERE ${where})`;
  const children = [
    `"Issue" o`,
    `o."parentId" = i."id" AND ${offIndex(ctx, `o."shelf"`, "live")}${projectInUse("o")}${seenOnly(ctx, "o")}`,
  ] as const;
  const begin = (alias: string, characters: number, as: string) =>
    `substr(${alias}."description", 1, ${characters}) AS "${as}", length(${alias}."description") > ${characters} AS "${as}Cut"`;
  const [row] = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i."id", p."key" AS "project", i."number", i."title", i."status", i."priority", i."type", i."shelf", i."version", i."dueDate",
      i."branch", i."createdAt", ${criteriaSql(ctx)}, i."milestoneId", i."initiativeId", ${begin("i", most, "text")},
      u."id" AS "creatorId", u."handle" AS "creatorHandle", u."name" AS "creatorName",
      h."id" AS "holderId", h."handle" AS "holderHandle", h."name" AS "holderName", c."via", c."until",
      parent."id" AS "parentId", pp."key" AS "parentProject", parent."number" AS "parentNumber", parent."title" AS "parentTitle",
      parent."status" AS "parentStatus", ${begin("parent", FEW, "parentText")},
      m."number" AS "milestoneNumber", m."title" AS "milestoneTitle", m."status" AS "milestoneStatus", m."dueDate" AS "milestoneDue",
      ${begin("m", FEW, "milestoneText")},
      ${openBlockerSql("i")} AS "blocked",
      ${chips(...before, `o."id"`)} AS "blockers", ${count(before)} AS "blockersTotal",
      ${chips(...after, `o."id"`)} AS "unblocks", ${count(after)} AS "unblocksTotal",
      ${chips(...children, `o."rank", o."id"`)} AS "children", ${count(children)} AS "childrenTotal",
      ${count([children[0], `${children[1]} AND ${offIndex(ctx, `o."status"`, "done")}`])} AS "childrenDone",
      (SELECT count(*) FROM "Comment" k WHERE k."subjectId" = i."id" AND k."shelf" = 'live') AS "commentTotal",
      (SELECT count(*) FROM "WorkLog" w WHERE w."issueId" = i."id" AND w."shelf" = 'live') AS "workLogTotal"
     FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" LEFT JOIN "User" u ON u."id" = i."creatorId"
      LEFT JOIN "Claim" c ON c."id" = i."claimId" AND c."endedAt" IS NULL LEFT JOIN "User" h ON h."id" = c."userId"
      LEFT JOIN "Issue" parent ON parent."id" = i."parentId" AND ${there("parent")} LEFT JOIN "Project" pp ON pp."id" = parent."projectId"
      LEFT JOIN "Milestone" m ON m."id" = i."milestoneId" AND m."shelf" <> 'binned'
     WHERE i."id" = ${own}`,
    ...values,
  );
  if (!row) throw new Error(`issue ${id} went while it was read`);
  return toBriefIssue(row);
}

function toBriefIssue(row: Row): BriefIssue {
  const key = `${row.project}-${row.number}`;
  const holder = personOf(row, "holder");
  const parentId = textOf(row.parentId);
  const text = (name: string): Beginning => ({
    begin: textOf(row[name]) ?? "",
    cut: Boolean(Number(row[`${name}Cut`])),
  });
  const chips = (name: string): Chips => ({
    items: jsonOf<IssueChip[]>(row[name]),
    total: Number(row[`${name}Total`]),
  });
  const title = String(row.title);
  return {
    ...{ id: String(row.id), key, project: String(row.project), title },
    ...{ status: String(row.status), priority: String(row.priority), type: String(row.type), shelf: String(row.shelf) },
    ...{ version: Number(row.version), dueDate: textOf(row.dueDate), branch: textOf(row.branch) },
    suggestedBranch: suggestedBranch(key, title),
    createdAt: instantOf(row.createdAt) ?? "",
    creator: personOf(row, "creator"),
    description: text("text"),
    criteria: criteriaOf(row).criteria,
    claim: holder && { holder, via: jsonOf<Via | null>(row.via), until: instantOf(row.until) ?? "" },
    parent:
      parentId === null
        ? null
        : {
            id: parentId,
            key: `${row.parentProject}-${row.parentNumber}`,
            title: String(row.parentTitle),
            status: row.parentStatus as IssueChip["status"],
            description: text("parentText"),
          },
    milestoneId: textOf(row.milestoneId),
    milestone:
      row.milestoneNumber === null
        ? null
        : {
            key: `${row.project}-MS${row.milestoneNumber}`,
            title: String(row.milestoneTitle),
            status: String(row.milestoneStatus),
            dueDate: textOf(row.milestoneDue),
            description: text("milestoneText"),
          },
    initiativeId: textOf(row.initiativeId),
    blocked: Boolean(Number(row.blocked)),
    blockers: chips("blockers"),
    unblocks: chips("unblocks"),
    children: { ...chips("children"), done: Number(row.childrenDone) },
    commentTotal: Number(row.commentTotal),
    workLogTotal: Number(row.workLogTotal),
  };
}
