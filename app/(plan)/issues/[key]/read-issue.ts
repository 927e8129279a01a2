import { cache } from "react";
import { getIssue } from "#lib/domain/issues/get-issue";
import { readPage } from "#lib/doors/page";

/** One reading for the layout, the page and its title. */
export const readIssue = cache((issue: string) => readPage(getIssue, { issue }));
