import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { type Row, textOf } from "#lib/core/row-value";
import type { LabelSlot } from "#lib/domain/labels/queries";
import type { Person } from "#lib/domain/people/schema";
import { maySeeProject } from "#lib/domain/projects/policy";
import type { ProjectSlot } from "#lib/domain/projects/queries";

interface Wanted {
  /** As the caller names it, by key or id. */
  project: string | undefined;
  /** As the file names it, by key or name. */
  ownProject: string | null;
  path: string;
  title: string;
  labels: readonly string[];
  author: string | null;
  /** Waits for the turn to change how documents hang together: what the next statement reads stays so. */
  inTurn: boolean;
}

/** What a file names, as far as it is there. */
export interface Surroundings {
  /** Null where there is none that the actor may see, or several of the name. */
  project: ProjectSlot | null;
  /** Id of the document that the file is. */
  documentId: string | null;
  /** Labels of these names, with their folded names; those in the bin apart. */
  labels: { live: (LabelSlot & { folded: string })[]; binned: string[] };
  /** Null for somebody who is not here. */
  author: Person | null;
}

/**
 * Finds all that an uploaded file names, in one statement. The document is the one loaded from its path, else a live one
 * of its title that was loaded from nowhere: another file of the same title is another document.
 */
export async function lookUpUpload(ctx: ReadContext, wanted: Wanted): Promise<Surroundings> {
  const rows = await readRows(ctx, wanted);
  const of = (what: string) => rows.filter((row) => row.what === what);
  const seen = of("project").filter((row) => maySeeProject(ctx.actor, String(row.id)));
  const key = (wanted.project ?? wanted.ownProject ?? "").toUpperCase();
  const found = seen.find((row) => row.name === key) ?? (seen.length === 1 ? seen[0] : undefined);
  const documents = of("document")
    .filter((row) => row.more === found?.id)
    .sort((a, b) => Number(b.fold) - Number(a.fold));
  const own = documents.filter((row) => textOf(row.name) === wanted.path);
  const document = own.find((row) => row.shelf !== "binned") ?? own[0] ?? documents.at(-1);
  const labels = of("label").map((row) => ({ ...slotOf(row), folded: String(row.fold), shelf: row.shelf }));
  const people = of("person");
  return {
    project: found ? projectOf(found) : null,
    documentId: document ? String(document.id) : null,
    labels: {
      live: labels.filter(({ shelf }) => shelf === "live").map(({ shelf: _, ...label }) => label),
      binned: labels.filter(({ shelf }) => shelf !== "live").map(({ folded }) => folded),
    },
    author: people[0] && people.length === 1 ? personOf(people[0]) : null,
  };
}

function projectOf(row: Row): ProjectSlot {
  const shelf = row.shelf as ProjectSlot["shelf"];
  return { id: String(row.id), key: String(row.name), name: String(row.more), shelf };
}

function slotOf(row: Row): LabelSlot {
  return { id: String(row.id), name: String(row.name), colour: String(row.more) };
}

function personOf(row: Row): Person {
  return { id: String(row.id), handle: String(row.name), name: String(row.more) };
}

/** Documents of a project that a file may be, at most. */
const MOST = 200;

async function readRows(ctx: ReadContext, wanted: Wanted): Promise<Row[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const named = () => {
    const { project, ownProject } = wanted;
    if (project !== undefined)
      return isId(project) ? `p."id" = ${bind(project.toLowerCase())}` : `p."key" = ${bind(project.toUpperCase())}`;
    if (ownProject === null) return "1 = 0";
    return `p."shelf" <> 'binned' AND (p."key" = ${bind(ownProject.toUpperCase())} OR p."nameFold" = ${bind(fold(ownProject))})`;
  };
  const parts = [
    `SELECT 'project' AS "what", p."id", p."key" AS "name", p."name" AS "more", '' AS "fold", CAST(p."shelf" AS TEXT) AS "shelf" FROM "Project" p WHERE ${named()}`,
    `SELECT * FROM (SELECT 'document' AS "what", d."id", d."source" AS "name", d."projectId" AS "more", CAST(d."number" AS TEXT) AS "fold", CAST(d."shelf" AS TEXT) AS "shelf"
      FROM "Document" d JOIN "Project" p ON p."id" = d."projectId" WHERE ${named()} AND (d."source" = ${bind(wanted.path)}
        OR (d."titleFold" = ${bind(fold(wanted.title))} AND d."source" IS NULL AND d."shelf" <> 'binned'))
      ORDER BY d."number" DESC LIMIT ${MOST}) found`,
  ];
  if (wanted.labels.length > 0) {
    parts.push(`SELECT 'label' AS "what", "id", "name", "colour" AS "more", "nameFold" AS "fold", CAST("shelf" AS TEXT) AS "shelf"
      FROM "Label" WHERE "nameFold" IN (${bindAll(wanted.labels.map(fold))})`);
  }
  if (wanted.author !== null) {
    const handle = wanted.author.replace(/^@/, "").toLowerCase();
    parts.push(`SELECT 'person' AS "what", "id", "handle" AS "name", "name" AS "more", '' AS "fold", '' AS "shelf"
      FROM "User" WHERE "disabledAt" IS NULL AND ("handle" = ${bind(handle)} OR "email" = ${bind(handle)} OR "name" = ${bind(wanted.author)})`);
  }
  const turn = wanted.inTurn ? ctx.database.turnSql("links") : null;
  if (turn) {
    parts.push(
      `SELECT 'turn' AS "what", '' AS "id", '' AS "name", '' AS "more", '' AS "fold", '' AS "shelf" FROM ${turn}`,
    );
  }
  return ctx.db.$queryRawUnsafe<Row[]>(parts.join(" UNION ALL "), ...values);
}
