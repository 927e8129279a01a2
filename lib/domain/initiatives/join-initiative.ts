import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";

interface Joined {
  id: string;
  key: string;
  /** Keys of the projects that it spans. */
  projects: readonly string[];
}

/** Lets an initiative span the project of an issue that joins it, and says so. */
export async function joinInitiative(
  ctx: WriteContext,
  { id, key, projects }: Joined,
  project: { id: string; key: string },
): Promise<void> {
  if (projects.includes(project.key)) return;
  const { values, bindAll } = bindings(ctx.database.engine);
  const added = await ctx.db.$executeRawUnsafe(
    `INSERT INTO "InitiativeProject" ("initiativeId", "projectId") VALUES (${bindAll([id, project.id])}) ON CONFLICT DO NOTHING`,
    ...values,
  );
  if (added === 0) return;
  ctx.changed({
    kind: "initiative",
    id,
    key,
    projectId: null,
    fields: { projects: [[...projects], [...projects, project.key]] },
  });
}
