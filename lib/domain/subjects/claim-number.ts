import { bindings } from "#lib/core/bindings";
import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import type { KINDS, ProjectCounted, WorkspaceCounted } from "#lib/domain/kinds";

type OfProject = (typeof KINDS)[ProjectCounted]["key"]["counter"];
const COUNTERS = {
  lastIssueNumber: true,
  lastMilestoneNumber: true,
  lastDecisionNumber: true,
  lastDocumentNumber: true,
  lastProposalNumber: true,
} as const satisfies Record<OfProject, true>;

/** Takes the next number of a project, which holds the project's row until the transaction ends. */
export async function claimNumber(ctx: WriteContext, projectId: string, counter: OfProject): Promise<number> {
  const [row] = await ctx.db.project.updateManyAndReturn({
    where: { id: projectId, shelf: { not: "binned" } },
    data: { [counter]: { increment: 1 } },
    select: COUNTERS,
  });
  // It went to the bin since it was looked up.
  if (!row) throw lostRace();
  return row[counter];
}

/** Takes the next number of what is counted across the workspace. */
export async function claimWorkspaceNumber(ctx: WriteContext, name: WorkspaceCounted): Promise<number> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<{ last: number | bigint }[]>(
    `INSERT INTO "Counter" ("name", "last") VALUES (${bind(name)}, 1)
     ON CONFLICT ("name") DO UPDATE SET "last" = "Counter"."last" + 1 RETURNING "last"`,
    ...values,
  );
  return Number(rows[0]?.last);
}
