import { newId } from "#lib/core/ids";
import type { World } from "./world.ts";

/** One of each noun that others can be put on: I-1 (spans the project), MS1, DEC1 and DOC1 and P1 of the project, DEC-1. */
export async function seedNouns(world: World, project: string): Promise<Record<string, string>> {
  const now = new Date();
  const { id: projectId } = await world.database.reader.project.findUniqueOrThrow({ where: { key: project } });
  const row = (title: string) => ({
    id: newId(),
    createdAt: now,
    updatedAt: now,
    number: 1,
    title,
    titleFold: title.toLowerCase(),
  });
  const initiative = row("Faster imports");
  const milestone = { ...row("Beta"), projectId };
  const decision = { ...row("Use one index"), projectId, options: [], impactAreas: [] };
  const workspace = { ...row("Write plainly"), projectId: null, options: [], impactAreas: [] };
  const document = { ...row("How imports work"), projectId, rank: "a" };
  const proposal = { ...row("Import in parts"), projectId };
  await world.database.write(async (tx) => {
    await tx.initiative.createMany({ data: [initiative] });
    await tx.initiativeProject.createMany({ data: [{ initiativeId: initiative.id, projectId }] });
    await tx.milestone.createMany({ data: [milestone] });
    await tx.decision.createMany({ data: [decision, workspace] });
    await tx.document.createMany({ data: [document] });
    await tx.proposal.createMany({ data: [proposal] });
  });
  return {
    "I-1": initiative.id,
    [`${project}-MS1`]: milestone.id,
    [`${project}-DEC1`]: decision.id,
    "DEC-1": workspace.id,
    [`${project}-DOC1`]: document.id,
    [`${project}-P1`]: proposal.id,
    [project]: projectId,
  };
}
