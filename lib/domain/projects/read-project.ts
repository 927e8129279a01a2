import type { z } from "zod";
import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { jsonSql } from "#lib/core/json-sql";
import { instantOf, jsonOf } from "#lib/core/row-value";
import { type LabelSlot, requireLabels } from "#lib/domain/labels/queries";
import { eachOnce, requirePeople } from "#lib/domain/people/queries";
import type { Person } from "#lib/domain/people/schema";
import { countSql, countsOf } from "./counts.ts";
import { maySeeProject } from "./policy.ts";
import { requireProject } from "./queries.ts";
import type { Project } from "./schema.ts";

/** People and labels that a write names, to be found by the same statement. */
interface Names {
  people?: readonly string[];
  labels?: readonly string[];
}

export interface ReadProject {
  project: z.input<typeof Project> & { id: string; version: number };
  people: (ref: string) => Person;
  labels: LabelSlot[];
}

interface Row {
  what: "project" | "lead" | "member" | "label" | "event" | "count" | "person" | "named";
  id: string;
  name: string;
  more: string;
}

const PLAIN = [
  "key",
  "name",
  "description",
  "status",
  "priority",
  "colour",
  "queueWeight",
  "repositoryUrl",
  "localPath",
  "leadId",
  "shelf",
  "version",
];

/**
 * A project whole, with its counts and whatever else is named, in one statement; binned ones included. Throws
 * `not_found` for the project and `invalid` for a name, with the likeliest.
 */
export async function readProject(
  ctx: ReadContext,
  ref: string,
  { people = [], labels = [] }: Names = {},
): Promise<ReadProject> {
  const handles = people.map((person) => person.replace(/^@/, "").toLowerCase());
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(...statement(ctx, ref, handles, labels));
  const of = (what: Row["what"]) => rows.filter((row) => row.what === what);
  const persons = (what: Row["what"]): Person[] => of(what).map(({ id, name, more }) => ({ id, name, handle: more }));
  const [own] = of("project");
  if (!own || !maySeeProject(ctx.actor, own.id)) {
    await requireProject(ctx, ref);
    throw new Error(`project ${ref} came and went`);
  }
  const { leadId: _, ...plain } = jsonOf<z.input<typeof Project> & { leadId: string | null; version: number }>(
    own.more,
  );
  const counts = countsOf(of("count").map(({ name, more }) => ({ what: name, count: Number(more) })));
  return {
    project: {
      ...plain,
      id: own.id,
      createdAt: instantOf(plain.createdAt),
      updatedAt: instantOf(plain.updatedAt),
      ...counts,
      lead: persons("lead")[0] ?? null,
      members: eachOnce(persons("member")),
      labels: of("label")
        .map((label) => label.name)
        .sort(),
      lastActivityAt: instantOf(of("event")[0]?.more),
    },
    people: await peopleOf(ctx, people, handles, persons("person")),
    labels: await labelsOf(ctx, labels, of("named")),
  };
}

async function peopleOf(ctx: ReadContext, refs: readonly string[], handles: readonly string[], found: Person[]) {
  const known = new Map(found.map((person) => [person.handle, person]));
  if (handles.some((handle) => !known.has(handle))) return requirePeople(ctx, refs);
  return (ref: string): Person => {
    const person = known.get(ref.replace(/^@/, "").toLowerCase());
    if (!person) throw new Error(`${ref} was not asked for`);
    return person;
  };
}

async function labelsOf(ctx: ReadContext, refs: readonly string[], rows: Row[]): Promise<LabelSlot[]> {
  const found = rows.map(({ id, name, more }) => ({ id, name, colour: more }));
  const isFound = (ref: string) => found.some((label) => label.id === ref || fold(label.name) === fold(ref));
  if (!refs.every(isFound)) return requireLabels(ctx, refs, "labels");
  return found.sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}

function statement(
  ctx: ReadContext,
  ref: string,
  handles: readonly string[],
  labels: readonly string[],
): [sql: string, ...values: unknown[]] {
  const postgres = ctx.database.engine === "postgres";
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const mine = () => (isId(ref) ? `"id" = ${bind(ref.toLowerCase())}` : `"key" = ${bind(ref.toUpperCase())}`);
  const id = () => `(SELECT "id" FROM "Project" WHERE ${mine()})`;
  const { instant } = jsonSql(ctx);
  const fields = [
    ...PLAIN.map((name) => `'${name}', "${name}"`),
    ...["createdAt", "updatedAt"].map((name) => `'${name}', ${instant(`"${name}"`)}`),
  ].join(", ");
  const parts = [
    `SELECT 'project' AS "what", "id", "name", ${postgres ? `json_build_object(${fields})::text` : `json_object(${fields})`} AS "more" FROM "Project" WHERE ${mine()}`,
    `SELECT 'lead', u."id", u."name", u."handle" FROM "Project" p JOIN "User" u ON u."id" = p."leadId" WHERE p."id" = ${id()}`,
    `SELECT 'member', u."id", u."name", u."handle" FROM "ProjectMember" m JOIN "User" u ON u."id" = m."userId" WHERE m."projectId" = ${id()}`,
    `SELECT 'label', l."id", l."name", '' FROM "ProjectLabel" pl JOIN "Label" l ON l."id" = pl."labelId" WHERE pl."projectId" = ${id()} AND CAST(l."shelf" AS TEXT) = 'live'`,
    `SELECT 'event', '', '', last."at" FROM (SELECT ${postgres ? instant('"at"') : `CAST("at" AS TEXT)`} AS "at" FROM "Event" WHERE "projectId" = ${id()} ORDER BY "number" DESC LIMIT 1) last`,
    `SELECT 'count', '', "what", CAST("count" AS TEXT) FROM (${countSql(id, () => bind(ctx.today))}) counted`,
  ];
  if (handles.length > 0) {
    parts.push(
      `SELECT 'person', "id", "name", "handle" FROM "User" WHERE "handle" IN (${bindAll(handles)}) AND "disabledAt" IS NULL`,
    );
  }
  if (labels.length > 0) {
    parts.push(
      `SELECT 'named', "id", "name", "colour" FROM "Label" WHERE "shelf" = 'live' AND ("nameFold" IN (${bindAll(labels.map(fold))}) OR "id" IN (${bindAll(labels)}))`,
    );
  }
  return [parts.join(" UNION ALL "), ...values];
}
