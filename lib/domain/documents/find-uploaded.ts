import type { ReadContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import type { Person } from "#lib/domain/people/schema";
import { maySeeProject } from "#lib/domain/projects/policy";
import type { ProjectSlot } from "#lib/domain/projects/queries";
import type { StoredDocument } from "./document-row.ts";
import { findDocuments } from "./queries.ts";

/**
 * The document that a file is: the one loaded from its path, else a live one of its title that was loaded from nowhere.
 * Another file of the same title is another document.
 */
export async function findUploaded(
  ctx: ReadContext,
  projectId: string,
  { path, title }: { path: string; title: string },
): Promise<StoredDocument | null> {
  const rows = await ctx.db.document.findMany({
    where: {
      projectId,
      OR: [{ source: path }, { titleFold: fold(title), source: null, shelf: { not: "binned" } }],
    },
    select: { id: true, source: true, shelf: true },
    orderBy: { number: "desc" },
    take: 200,
  });
  const own = rows.filter((row) => row.source === path);
  const best = own.find((row) => row.shelf !== "binned") ?? own[0] ?? rows.at(-1);
  return best ? ((await findDocuments(ctx, [best.id]))[0] ?? null) : null;
}

/** The only live project of a key or name that the actor may see. */
export async function projectNamed(ctx: ReadContext, name: string): Promise<ProjectSlot | null> {
  const found = await ctx.db.project.findMany({
    where: { shelf: { not: "binned" }, OR: [{ key: name.toUpperCase() }, { nameFold: fold(name) }] },
    select: { id: true, key: true, name: true, shelf: true },
    take: 50,
  });
  const seen = found.filter((project) => maySeeProject(ctx.actor, project.id));
  return seen.find((project) => project.key === name.toUpperCase()) ?? (seen.length === 1 ? (seen[0] ?? null) : null);
}

/** The person that a file calls its author, by handle, name or address; null for somebody who is not here. */
export async function uploadAuthor(ctx: ReadContext, name: string): Promise<Person | null> {
  const handle = name.replace(/^@/, "").toLowerCase();
  const found = await ctx.db.user.findMany({
    where: { disabledAt: null, OR: [{ handle }, { email: handle }, { name }] },
    select: { id: true, handle: true, name: true },
    take: 2,
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}
