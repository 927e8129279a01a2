import { rebuildSearch } from "#lib/domain/search/rebuild-search";
import {
  ATTACHMENTS,
  COMMENTS,
  DECISIONS,
  DOCUMENTS,
  INBOX,
  INITIATIVES,
  ISSUES,
  LABELS,
  MILESTONES,
  PROJECTS,
  REFERENCES,
  REVISIONS,
  TARGETS,
  UPDATES,
} from "./mixed-plan.ts";
import type { World } from "./world.ts";

/** Writes the mixed plan past the operations, and its search index. */
export async function seedMixedPlan(world: World): Promise<void> {
  const people = new Map([
    ["ada", world.owner.user.id],
    ["ben", world.member.user.id],
  ]);
  const idOf = (handle: string | null) => people.get(handle ?? "") ?? null;
  const byAuthor = <Row extends { author: string | null; via?: unknown }>(rows: readonly Row[]) =>
    rows.map(({ author, ...row }) => ({ ...row, authorId: idOf(author) }));
  await world.database.write(async (tx) => {
    await tx.project.createMany({ data: PROJECTS });
    await tx.label.createMany({ data: LABELS });
    await tx.initiative.createMany({
      data: INITIATIVES.map(({ owner, projects: _, ...row }) => ({ ...row, ownerId: idOf(owner) })),
    });
    await tx.initiativeProject.createMany({
      data: INITIATIVES.flatMap(({ id, projects }) => projects.map((projectId) => ({ initiativeId: id, projectId }))),
    });
    await tx.statusUpdate.createMany({ data: byAuthor(UPDATES) });
    await tx.milestone.createMany({ data: MILESTONES });
    await tx.issue.createMany({
      data: ISSUES.map(({ assignee, labels: _, ...row }) => ({ ...row, assigneeId: idOf(assignee) })),
    });
    await tx.issueLabel.createMany({
      data: ISSUES.flatMap(({ id, labels }) => labels.map((label) => ({ issueId: id, labelId: label.id }))),
    });
  });
  await world.database.write(async (tx) => {
    await tx.document.createMany({
      data: byAuthor(DOCUMENTS.map(({ labels: _, ...row }) => row)),
    });
    await tx.documentLabel.createMany({
      data: DOCUMENTS.flatMap(({ id, labels }) => labels.map((label) => ({ documentId: id, labelId: label.id }))),
    });
    await tx.revision.createMany({ data: byAuthor(REVISIONS) });
    await tx.decision.createMany({
      data: DECISIONS.map(({ decider, ...row }) => ({ ...row, decidedById: idOf(decider) })),
    });
    await tx.decisionTarget.createMany({ data: TARGETS });
    await tx.comment.createMany({ data: byAuthor(COMMENTS) });
    await tx.attachment.createMany({ data: byAuthor(ATTACHMENTS) });
    await tx.reference.createMany({ data: REFERENCES });
    await tx.inboxItem.createMany({
      data: INBOX.map((row) => ({ ...row, userId: world.owner.user.id, actor: BEN })),
    });
  });
  await rebuildSearch(world.as());
}

const BEN = { handle: "ben", name: "Ben Okafor", key: null, kind: "person", client: null };
