import { cache } from "react";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { readPage } from "#lib/doors/page";

/** One reading for the layout, the page and its title. */
export const readInitiative = cache((initiative: string) => readPage(getInitiative, { initiative }));
