import type { ReadContext } from "#lib/core/context";
import { isId } from "#lib/core/ids";
import { type Row, textOf } from "#lib/core/row-value";
import { KINDS, type SubjectKind } from "#lib/domain/kinds";
import type { Subject } from "./find-subjects.ts";
import { subjectKeySql } from "./subject-key.ts";

interface SubjectSql {
  /** Columns to select: subjectOfKind, ofId, ofKey, ofTitle, ofStatus, ofProject, ofShelf and under. */
  columns: string;
  /** LEFT JOINs, to stand after the table that holds the id. */
  joins: string;
  /** Begins with AND: there is such a thing, and the actor may see it. */
  seen: string;
  /** Begins with AND: neither it nor its project lies in the bin. */
  usable: string;
}

/** Id of its project; null for what belongs to the workspace. */
const SUBJECT_PROJECT = `COALESCE(si."projectId", sm."projectId", sd."projectId", so."projectId", sr."projectId", sp."id")`;
/** What each kind is called in the statement, in the order in which they are asked: what has most rows first. */
const ALIASES: Record<SubjectKind, string> = {
  issue: "si",
  document: "so",
  milestone: "sm",
  proposal: "sr",
  decision: "sd",
  initiative: "sn",
  project: "sp",
};
const CASES = Object.entries(ALIASES) as [SubjectKind, string][];
const choice = (of: (alias: string, kind: SubjectKind) => string) =>
  `CASE ${CASES.map(([kind, alias]) => `WHEN ${alias}."id" IS NOT NULL THEN ${of(alias, kind)}`).join(" ")} END`;
/** Key of what the id stands for. */
export const SUBJECT_KEY = choice((alias, kind) =>
  kind === "project" ? `${alias}."key"` : subjectKeySql(kind, alias, "sq"),
);
const SHELF = choice((alias) => `CAST(${alias}."shelf" AS TEXT)`);

/**
 * The SQL that tells what an id in the column `of` stands for, for lists of things on other things. The id of a comment
 * or status update stands for what that is on.
 */
export function subjectSql(ctx: ReadContext, of: string): SubjectSql {
  return {
    columns: `${choice((_, kind) => `'${kind}'`)} AS "subjectOfKind", ${choice((alias) => `${alias}."id"`)} AS "ofId", ${SUBJECT_KEY} AS "ofKey",
      ${choice((alias, kind) => `${alias}."${KINDS[kind].title}"`)} AS "ofTitle", ${choice((alias) => `CAST(${alias}."status" AS TEXT)`)} AS "ofStatus",
      ${SUBJECT_PROJECT} AS "ofProject", ${SHELF} AS "ofShelf",
      CASE WHEN sp."id" IS NULL AND CAST(sq."shelf" AS TEXT) = 'binned' THEN sq."key" END AS "under"`,
    joins: subjectJoins(of),
    seen: seen(ctx),
    usable: ` AND ${SHELF} <> 'binned' AND COALESCE(CAST(sq."shelf" AS TEXT), 'live') <> 'binned'`,
  };
}

/**
 * The joins alone, which give SUBJECT_KEY and SUBJECT_PROJECT their tables. Each table is asked only for what none before
 * it had: a look-up of null costs nothing, and there is one order to join in, so that nothing is lost on choosing.
 */
export function subjectJoins(of: string): string {
  const on = `COALESCE(sc."subjectId", su."initiativeId", ${of})`;
  const joins = CASES.map(([kind, alias], at) => {
    const before = CASES.slice(0, at).map(([, one]) => `${one}."id"`);
    const id = at === 0 ? on : `CASE WHEN ${before.map((one) => `${one} IS NULL`).join(" AND ")} THEN ${on} END`;
    return `LEFT JOIN "${KINDS[kind].table}" ${alias} ON ${alias}."id" = ${id}`;
  });
  return `LEFT JOIN "Comment" sc ON sc."id" = ${of} LEFT JOIN "StatusUpdate" su ON su."id" = CASE WHEN sc."id" IS NULL THEN ${of} END
    ${joins.join(" ")} LEFT JOIN "Project" sq ON sq."id" = ${SUBJECT_PROJECT}`;
}

function seen(ctx: ReadContext): string {
  // Not "= 1": PostgreSQL takes that for rare, and would go through a whole list to find a page of it.
  const exists = ` AND ${choice(() => "1")} IS NOT NULL`;
  const projects = ctx.actor.projectIds?.filter(isId);
  if (!projects) return exists;
  // Counted rather than asked whether there is one: PostgreSQL answers the latter by going through all.
  const list = projects.length === 0 ? "''" : projects.map((id) => `'${id}'`).join(", ");
  return `${exists} AND (${SUBJECT_PROJECT} IN (${list}) OR (sd."id" IS NOT NULL AND sd."projectId" IS NULL)
    OR (SELECT count(*) FROM "InitiativeProject" sip WHERE sip."initiativeId" = sn."id" AND sip."projectId" IN (${list})) > 0)`;
}

/** The subject that a row of `subjectSql` tells. */
export function subjectOf(row: Row): Subject {
  return {
    kind: row.subjectOfKind as Subject["kind"],
    id: String(row.ofId),
    key: String(row.ofKey),
    title: String(row.ofTitle),
    status: String(row.ofStatus),
    projectId: textOf(row.ofProject),
    shelf: row.ofShelf as Subject["shelf"],
    under: textOf(row.under),
  };
}
