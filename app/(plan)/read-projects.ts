import { cache } from "react";
import { listProjects } from "#lib/domain/projects/list-projects";
import { readPage } from "#lib/doors/page";

/** The projects that there are, read once for the shell and the page in it. */
export const readProjects = cache(() => readPage(listProjects, { limit: 200 }));
