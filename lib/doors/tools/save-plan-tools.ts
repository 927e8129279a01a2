import { z } from "zod";
import { type OnceCall, performOnce, requireScope, run } from "#lib/core/operation";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { postStatusUpdate } from "#lib/domain/initiatives/post-status-update";
import { Initiative } from "#lib/domain/initiatives/schema";
import { archiveInitiative, restoreInitiative } from "#lib/domain/initiatives/shelf";
import { updateInitiative } from "#lib/domain/initiatives/update-initiative";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { Milestone } from "#lib/domain/milestones/schema";
import { archiveMilestone, restoreMilestone } from "#lib/domain/milestones/shelf";
import { updateMilestone } from "#lib/domain/milestones/update-milestone";
import { initiativeCard } from "../text/initiative-text.ts";
import { milestoneCard } from "../text/milestone-text.ts";
import { save, saveAnswer } from "./save.ts";
import { fieldsOf, TEXT, type Tool } from "./tool.ts";

const INITIATIVE = {
  noun: "initiative",
  create: createInitiative,
  update: updateInitiative,
  archive: archiveInitiative,
  restore: restoreInitiative,
  output: Initiative,
  card: initiativeCard,
};

export const saveInitiativeTool: Tool = {
  name: "save_initiative",
  description: "Make an initiative, or with initiative change it; update posts a status update.",
  risk: "write",
  idempotent: false,
  toolset: "planning",
  input: z.object({
    ...z.object(fieldsOf([createInitiative, updateInitiative], ["addProjects", "removeProjects", "replace"])).partial()
      .shape,
    update: TEXT,
  }),
  operations: [createInitiative, updateInitiative, postStatusUpdate],
  names: { body: "update" },
  async call(ctx, { update, ...args }) {
    if (update === undefined) return saveAnswer(ctx, INITIATIVE, args);
    const isNew = args.initiative === undefined;
    const { health, ...fields } = args;
    const call: OnceCall<z.output<typeof Initiative>> = {
      name: "initiatives.save",
      input: { ...args, update },
      check: (reading) => requireScope(reading, updateInitiative),
      read: (stored) => run(getInitiative, ctx, { initiative: Initiative.parse(stored).key }),
    };
    const data = await performOnce(ctx, call, async (inner) => {
      const changes = isNew || Object.keys(fields).length > 1;
      const saved = changes
        ? await save(inner, INITIATIVE, fields)
        : await run(getInitiative, inner, { initiative: args.initiative });
      const said = { initiative: saved.key, health: health ?? saved.health ?? undefined, body: update };
      await run(postStatusUpdate, inner, said);
      return run(getInitiative, inner, { initiative: saved.key });
    });
    return { text: `${isNew ? "Made" : "Saved"}, with the status update.\n${initiativeCard(data)}`, data };
  },
};

export const saveMilestoneTool: Tool = {
  name: "save_milestone",
  description: "Make a milestone of a project, or with milestone change it.",
  own: "milestone",
  risk: "write",
  idempotent: false,
  toolset: "planning",
  input: z.object(fieldsOf([createMilestone, updateMilestone], ["replace"])).partial(),
  operations: [createMilestone, updateMilestone],
  call: (ctx, args) =>
    saveAnswer(
      ctx,
      {
        noun: "milestone",
        create: createMilestone,
        update: updateMilestone,
        archive: archiveMilestone,
        restore: restoreMilestone,
        output: Milestone,
        card: milestoneCard,
      },
      args,
    ),
};
