import { z } from "zod";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { updateProject } from "#lib/domain/projects/update-project";
import { projectCard } from "../text/project-text.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const saveProjectTool: Tool = {
  name: "save_project",
  description: "Without project: makes one (name needed). With project: changes the named fields; null clears.",
  risk: "write",
  idempotent: false,
  toolset: "admin",
  input: z.object(fieldsOf([createProject, updateProject])).partial(),
  unsaid: ["colour"],
  operations: [createProject, updateProject],
  async call(ctx, args) {
    const { key: _, ...rest } = args;
    const saved =
      args.project === undefined
        ? await run(createProject, ctx, args)
        : await run(updateProject, ctx, args.key === undefined ? rest : args);
    return { text: `${args.project === undefined ? "Made" : "Saved"}.\n${projectCard(saved)}`, data: saved };
  },
};
