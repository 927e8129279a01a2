import { cache } from "react";
import { getProject } from "#lib/domain/projects/get-project";
import { readPage } from "#lib/doors/page";

/** One reading for the layout, the page and its title. */
export const readProject = cache((project: string) => readPage(getProject, { project }));
