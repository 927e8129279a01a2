import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { findIssueLines } from "#lib/domain/issues/queries";
import { requireProject } from "#lib/domain/projects/queries";
import { beginning, excerptsAround } from "./excerpt.ts";
import type { Hit } from "./found.ts";
import { type Found, findNamed, findVisible, readTexts } from "./found.ts";
import { SearchInput, SearchResults } from "./schema.ts";

type Input = z.output<typeof SearchInput>;
type Results = z.input<typeof SearchResults>;

/** Blocks of hits that one search looks at: what is hidden from the actor leaves room for more. */
const BLOCKS = 4;

export const search = defineOperation({
  name: "search.query",
  summary:
    "Find issues, documents, decisions, initiatives, milestones, comments and projects by their words; a key typed exactly comes first.",
  access: "read",
  reach: "projects",
  rest: "GET /search",
  input: SearchInput,
  output: SearchResults,
  authorize: (ctx, { project }) => named(ctx, project),
  async handle(ctx, input, project) {
    const found = await findAll(ctx, input, project);
    const shown = found.slice(input.offset, input.offset + input.limit);
    return { items: await results(ctx, shown, input.q), more: found.length > input.offset + input.limit };
  },
});

async function named(ctx: ReadContext, project: string | undefined): Promise<string | null> {
  return project === undefined ? null : (await requireProject(ctx, project)).id;
}

/** What was found, up to one more than the page needs: hits of later pages are counted from the first. */
async function findAll(ctx: ReadContext, input: Input, project: string | null): Promise<Found[]> {
  const wanted = input.offset + input.limit + 1;
  const kinds = input.kind && input.kind.length > 0 ? input.kind : null;
  const within = { closed: input.closed, project };
  const exact = (await findNamed(ctx, input.q)).filter((hit) => kinds?.includes(hit.kind) ?? true);
  const seen = new Set<string>();
  const found: Found[] = [];
  let block = exact;
  for (let round = 0, offset = 0; round < BLOCKS; round++) {
    const limit = wanted + 20;
    const hits = (await ctx.database.search.find(ctx.db, {
      text: input.q,
      ...(kinds ? { kinds } : {}),
      projects: project === null ? ctx.actor.projectIds : [project],
      order: input.order,
      limit,
      offset,
    })) as Hit[];
    block = [...block, ...hits].filter((hit) => isNew(seen, hit));
    found.push(...(await findVisible(ctx, block, within)));
    if (found.length >= wanted || hits.length < limit) break;
    offset += limit;
    block = [];
  }
  return found;
}

function isNew(seen: Set<string>, { subject }: Hit): boolean {
  if (seen.has(subject)) return false;
  seen.add(subject);
  return true;
}

async function results(ctx: ReadContext, found: readonly Found[], query: string): Promise<Results["items"]> {
  const ids = [...new Set(found.flatMap(({ on }) => (on.kind === "issue" ? on.id : [])))];
  const issues = new Map((await findIssueLines(ctx, ids)).map((line) => [line.id, line]));
  const projectIds = found.filter(({ kind }) => kind === "project").map(({ subject }) => subject);
  const rows = projectIds.length > 0 ? await ctx.db.project.findMany({ where: { id: { in: projectIds } } }) : [];
  const projects = new Map(rows.map((row) => [row.id, row]));
  const texts = await readTexts(ctx, found);
  const excerptOf = excerptsAround(query);
  return found.flatMap(({ kind, subject, on }): Results["items"] => {
    const text = texts.get(subject) ?? "";
    const excerpt = excerptOf(text) ?? (beginning(text) || on.title);
    const issue = issues.get(on.id) ?? null;
    if (kind === "comment") return [{ kind, id: subject, on, issue, excerpt }];
    if (kind === "issue") return issue ? [{ kind, issue, excerpt }] : [];
    if (kind !== "project") return [{ kind, on, excerpt }];
    const project = projects.get(subject);
    return project ? [{ kind, project, excerpt }] : [];
  });
}
