import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireProject } from "#lib/domain/projects/queries";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { type Candidate, findCandidates, holdingAmong } from "./candidates.ts";
import { findCards, newestOfProject } from "./cards.ts";
import { repositoryPath } from "./repository-path.ts";
import { HoldsWhere, WhatHolds } from "./schema.ts";

export const whatHolds = defineOperation({
  name: "decisions.for",
  summary: "Which decisions hold for a path, issue, document or project, why, and what was rejected.",
  access: "read",
  reach: "projects",
  rest: "GET /decisions/for",
  input: HoldsWhere,
  output: WhatHolds,
  async authorize(ctx, { path, issue, document, project }) {
    if (path === undefined && !issue && !document && !project)
      throw invalidField("path", "Name a path, an issue, a document or a project.");
    const of = {
      issue: issue ? await requireOf(ctx, issue, "issue") : null,
      document: document ? await requireOf(ctx, document, "document") : null,
      project: project ? await requireProject(ctx, project) : null,
    };
    const projectId = of.project?.id ?? of.issue?.projectId ?? of.document?.projectId ?? null;
    return { ...of, path: path === undefined ? null : await repositoryPath(ctx, path, projectId) };
  },
  async handle(ctx, { limit }, { path, issue, document, project }) {
    const found =
      path === null && !issue && !document && project
        ? await newestOfProject(ctx, project, limit + 1)
        : await findCandidates(ctx, { issue, document, path });
    const { holding, gone } = holdingAmong(found);
    const shown = holding.slice(0, limit);
    const cards = await findCards(ctx, ids([...shown, ...gone], gone));
    return {
      items: shown.flatMap(({ id, why }) => {
        const card = cards.get(id);
        return card ? [{ ...card, why }] : [];
      }),
      superseded: gone.map(({ supersededBy, ...old }) => ({
        ...old,
        supersededBy: supersededBy && { ...supersededBy, outcome: cards.get(supersededBy.id)?.outcome ?? "" },
      })),
      more: holding.length > limit,
    };
  },
});

function ids(found: readonly Candidate[], gone: readonly Candidate[]): string[] {
  return [...new Set([...found.map(({ id }) => id), ...gone.flatMap(({ supersededBy }) => supersededBy?.id ?? [])])];
}

async function requireOf(ctx: ReadContext, ref: string, kind: "issue" | "document") {
  const { id, key, projectId, ...subject } = await requireSubject(ctx, ref, kind);
  if (subject.kind !== kind || projectId === null) throw invalidField(kind, `${key} is no ${kind}.`);
  return { id, key, projectId };
}
