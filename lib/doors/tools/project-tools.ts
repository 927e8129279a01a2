import { z } from "zod";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { getProject } from "#lib/domain/projects/get-project";
import { listProjects } from "#lib/domain/projects/list-projects";
import { NewProject, ProjectChanges, ProjectFilter, ProjectStatus } from "#lib/domain/projects/schema";
import { updateProject } from "#lib/domain/projects/update-project";
import { pageText } from "../text/page-text.ts";
import { projectCard, projectLine } from "../text/project-text.ts";
import { quoted } from "../text/quoted.ts";
import { COLOUR, CURSOR, type Tool, VERSION_READ } from "./tool.ts";

export const listProjectsTool: Tool = {
  name: "list_projects",
  description: "Projects with their keys and counts of open and done issues; with project: all of that one.",
  risk: "read",
  idempotent: true,
  input: z.object({
    project: z.string().optional().describe("Key: all of this project."),
    status: z.array(ProjectStatus).optional(),
    text: ProjectFilter.shape.text,
    cursor: CURSOR,
  }),
  async call(ctx, { project, ...filter }) {
    if (project === undefined) {
      const page = await run(listProjects, ctx, { counts: true, total: true, ...filter });
      return { text: pageText(page, ["project", "projects"], page.items.map(projectLine)), data: page };
    }
    const found = await run(getProject, ctx, { ...filter, project });
    const description = found.description
      ? `\n${quoted(found.description, { what: "Description", author: found.lead, at: found.createdAt })}`
      : "";
    return { text: projectCard(found) + description, data: found };
  },
};

export const saveProjectTool: Tool = {
  name: "save_project",
  description: "Without project: makes one (name needed). With project: changes the named fields; null clears.",
  risk: "write",
  idempotent: false,
  input: z.object({
    ...NewProject.partial().shape,
    ...ProjectChanges.partial().shape,
    colour: COLOUR,
    version: VERSION_READ,
  }),
  async call(ctx, args) {
    const { key: _, ...rest } = args;
    const saved =
      args.project === undefined
        ? await run(createProject, ctx, args)
        : await run(updateProject, ctx, args.key === undefined ? rest : args);
    return { text: `${args.project === undefined ? "Made" : "Saved"}.\n${projectCard(saved)}`, data: saved };
  },
};
