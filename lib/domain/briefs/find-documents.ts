import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { proseOf } from "#lib/core/markdown/prose-of";
import { instantOf, type Row } from "#lib/core/row-value";
import { documentKey } from "#lib/domain/documents/document-row";
import { personOf } from "#lib/domain/people/person-of";
import type { Person } from "#lib/domain/people/schema";
import { keyOfAddress } from "#lib/domain/references/names-in";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import type { BriefIssue } from "./read-issue.ts";

export interface BriefDocument {
  key: string;
  title: string;
  kind: string;
  status: string;
  author: Person | null;
  updatedAt: string;
  /** Why it is here. */
  near: string;
  /** Its beginning. */
  body: string;
  /** The part that the issue names, as links do. */
  section: string | null;
}

/** Characters of a document: its first lines, or as far as a section that is named is looked for. */
const [FIRST, WITH_SECTION] = [1000, 100_000];
const NEAR = ["named here", "names it", "of its milestone", "of its initiative"];

/** The sections that a text's links to documents of this instance name, by key of the document. */
export function namedSections(text: string, hosts: readonly string[]): Map<string, string> {
  if (!/\/documents\//i.test(text)) return new Map();
  const found = new Map<string, string>();
  for (const { address } of proseOf(text).links) {
    const to = keyOfAddress(address, hosts);
    const name = to && /^[^#]*#(.+)$/.exec(address.slice(to.length))?.[1];
    if (to && name && !found.has(to.key)) found.set(to.key, decoded(name));
  }
  return found;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The documents that an issue, its milestone or initiative names, or that name them, nearest first, in one statement. */
export async function findDocuments(
  ctx: ReadContext,
  { id, milestoneId, initiativeId }: Pick<BriefIssue, "id" | "milestoneId" | "initiativeId">,
  { sections, limit }: { sections: ReadonlyMap<string, string>; limit: number },
): Promise<BriefDocument[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  // Bound in the order of the statement, as SQLite wants them.
  const keys = [...sections.keys()];
  const whole = keys.length === 0 ? "1 = 0" : `p."key" || '-DOC' || d."number" IN (${bindAll(keys)})`;
  const named = (of: string, near: number) =>
    `SELECT r."toId" AS "id", ${near} AS "near" FROM "Reference" r WHERE r."fromId" = ${bind(of)} AND r."toKind" = 'document'`;
  const naming = (of: string, near: number) =>
    `SELECT r."fromId" AS "id", ${near} AS "near" FROM "Reference" r WHERE r."toId" = ${bind(of)} AND r."fromKind" = 'document'`;
  const around = [
    [milestoneId, 2],
    [initiativeId, 3],
  ] as const;
  const parts = [
    named(id, 0),
    naming(id, 1),
    ...around.flatMap(([of, near]) => (of === null ? [] : [named(of, near), naming(of, near)])),
  ];
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT p."key" AS "project", d."number", d."title", d."kind", d."status", d."updatedAt", a."near",
       u."id" AS "authorId", u."handle" AS "authorHandle", u."name" AS "authorName",
       substr(d."body", 1, CASE WHEN ${whole} THEN ${WITH_SECTION} ELSE ${FIRST} END) AS "begin"
     FROM (SELECT n."id", min(n."near") AS "near" FROM (${parts.join(" UNION ALL ")}) n GROUP BY n."id") a
       JOIN "Document" d ON d."id" = a."id" JOIN "Project" p ON p."id" = d."projectId" LEFT JOIN "User" u ON u."id" = d."authorId"
     WHERE d."shelf" = 'live'${projectInUse("d")}${seenOnly(ctx, "d")}
     ORDER BY a."near", p."key", d."number" LIMIT ${limit}`,
    ...values,
  );
  return rows.map((row) => {
    const key = documentKey(row.project, row.number);
    return {
      key,
      ...{ title: String(row.title), kind: String(row.kind), status: String(row.status) },
      author: personOf(row, "author"),
      updatedAt: instantOf(row.updatedAt) ?? "",
      near: NEAR[Number(row.near)] ?? "",
      body: String(row.begin),
      section: sections.get(key) ?? null,
    };
  });
}
