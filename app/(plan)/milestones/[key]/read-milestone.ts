import { cache } from "react";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { readPage } from "#lib/doors/page";

/** One reading for the layout, the page and its title. */
export const readMilestone = cache((milestone: string) => readPage(getMilestone, { milestone }));
