import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { KINDS, type ProjectCounted } from "#lib/domain/kinds";
import { ALIKE, likenessTo } from "./likeness.ts";
import type { SimilarSubject } from "./schema.ts";
import { subjectKey } from "./subject-key.ts";

/** What stands before and after the title in the order of titles, and is compared. */
const NEIGHBOURS = 4;
const MOST = 5;

/** States in which a thing of the same name is no longer in the way. */
const OVER: readonly string[] = ["completed", "canceled", "archived"];

interface Look {
  kind: ProjectCounted;
  project: { id: string; key: string };
  title: string;
  /** The thing itself. */
  except: string;
}

type Candidate = Pick<SimilarSubject, "id" | "title" | "status"> & { number: number };

/** Live things of one kind in a project whose titles are near this one, the nearest first. */
export async function findTwins(ctx: ReadContext, { kind, project, title, except }: Look): Promise<SimilarSubject[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const neighbours = (compare: string, direction: string) =>
    `SELECT * FROM (SELECT "id", "number", "title", CAST("status" AS TEXT) AS "status" FROM "${KINDS[kind].table}"
     WHERE "shelf" = 'live' AND "projectId" = ${bind(project.id)} AND "titleFold" ${compare} ${bind(fold(title))} AND "id" <> ${bind(except)}
     ORDER BY "titleFold" ${direction} LIMIT ${NEIGHBOURS}) AS "near${direction}"`;
  const rows = await ctx.db.$queryRawUnsafe<Candidate[]>(
    `${neighbours(">=", "ASC")} UNION ALL ${neighbours("<", "DESC")}`,
    ...values,
  );
  const likeness = likenessTo(title);
  return rows
    .filter(({ status }) => !OVER.includes(status))
    .map(({ number, ...row }) => ({
      ...row,
      key: subjectKey({ kind, project: project.key, number: Number(number) }),
      likeness: likeness(row.title),
    }))
    .filter((one) => one.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST);
}
