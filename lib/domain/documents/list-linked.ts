import { z } from "zod";
import { among } from "#lib/core/bindings";
import { Ref } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { documentKey } from "./document-row.ts";
import { linkedPaths } from "./linked-path.ts";

/** Links of one text that are looked at. */
const MOST = 1000;

export const listLinked = defineOperation({
  name: "documents.linked",
  summary: "The documents that relative links of a loaded text lead to.",
  reach: "projects",
  access: "read",
  rest: null,
  input: z.strictObject({ project: Ref, source: z.string(), paths: z.array(z.string()) }),
  output: z.object({ items: z.array(z.object({ path: z.string(), key: z.string() })) }),
  authorize: anyone,
  async handle(ctx, { project, source, paths: asked }) {
    const wanted = [...new Set(asked)].slice(0, MOST).map((path) => ({ path, paths: linkedPaths(source, path) }));
    const paths = [...new Set(wanted.flatMap((one) => one.paths))];
    if (paths.length === 0) return { items: [] };
    const { engine } = ctx.database;
    const mark = engine === "postgres" ? ["$1", "$2"] : ["?", "?"];
    const rows = await ctx.db.$queryRawUnsafe<{ source: string; number: number }[]>(
      `SELECT d."source", d."number" FROM "Document" d JOIN "Project" p ON p."id" = d."projectId"
       WHERE p."key" = ${mark[0]} AND d."shelf" <> 'binned' AND ${among(engine, 'd."source"', mark[1] ?? "")}${seenOnly(ctx, "d")}`,
      project.toUpperCase(),
      JSON.stringify(paths),
    );
    const keys = new Map(rows.map((row) => [row.source, documentKey(project.toUpperCase(), Number(row.number))]));
    return {
      items: wanted.flatMap(({ path, paths: own }) => {
        const key = own.map((path) => keys.get(path)).find((one) => one !== undefined);
        return key ? [{ path, key }] : [];
      }),
    };
  },
});
