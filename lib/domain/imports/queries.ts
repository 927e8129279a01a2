import type { ReadContext, WriteContext } from "#lib/core/context";
import { requireLiveProject } from "#lib/domain/projects/queries";
import type { TakenKey } from "./schema.ts";

export interface Target {
  id: string;
  key: string;
  name: string;
}

/** An issue that an old id names. */
export interface FoundIssue {
  id: string;
  key: string;
  title: string;
  parentId: string | null;
}

/** What the issue's `source` column says of an imported one. */
export function sourceOf(source: string, id: string): string {
  return `${source}:${id}`;
}

/** The project, held for this transaction, with the highest number given out so far. */
export async function holdProject(ctx: WriteContext, ref: string): Promise<Target & { lastIssueNumber: number }> {
  const project = await requireLiveProject(ctx, ref);
  const [held] = await ctx.db.project.updateManyAndReturn({
    where: { id: project.id },
    data: { lastIssueNumber: { increment: 0 } },
    select: { lastIssueNumber: true },
  });
  if (!held) throw new Error("a project went while it was imported into");
  return { ...project, ...held };
}

const ISSUE = { id: true, number: true, title: true, parentId: true, source: true } as const;

/** Which of these were imported before, and which would meet an issue that is not theirs. By old id, two statements. */
export async function findImported(
  ctx: ReadContext,
  project: Target,
  source: string,
  items: readonly { id: string; number: number | null }[],
): Promise<{ found: Map<string, FoundIssue>; taken: TakenKey[] }> {
  const numbers = items.flatMap((item) => item.number ?? numberIn(project.key, item.id) ?? []);
  const byNumber = await ctx.db.issue.findMany({
    where: { projectId: project.id, number: { in: numbers } },
    select: ISSUE,
  });
  const aliases = await ctx.db.issueAlias.findMany({
    where: { projectId: project.id, key: { in: items.map((item) => item.id) } },
    select: { key: true, issue: { select: ISSUE } },
  });
  const numbered = new Map(byNumber.map((issue) => [issue.number, issue]));
  const named = new Map(aliases.map((alias) => [alias.key, alias.issue]));
  const found = new Map<string, FoundIssue>();
  const taken: TakenKey[] = [];
  for (const { id, number } of items) {
    const meets = named.get(id) ?? numbered.get(number ?? numberIn(project.key, id) ?? 0);
    if (!meets) continue;
    const key = `${project.key}-${meets.number}`;
    if (meets.source === sourceOf(source, id)) found.set(id, { ...meets, key });
    else if (named.has(id) || number !== null) taken.push({ id, key, title: meets.title });
  }
  return { found, taken };
}

/** The number in a key of this project. */
function numberIn(projectKey: string, id: string): number | null {
  const digits = id.startsWith(`${projectKey}-`) ? id.slice(projectKey.length + 1) : "";
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : null;
}

/** Ids of the people who have these handles. */
export async function findPeople(ctx: ReadContext, handles: readonly string[]): Promise<Map<string, string>> {
  if (handles.length === 0) return new Map();
  const people = await ctx.db.user.findMany({
    where: { handle: { in: [...new Set(handles)] }, system: false, disabledAt: null },
    select: { id: true, handle: true },
  });
  return new Map(people.map((person) => [person.handle, person.id]));
}
