import { cache } from "react";
import { getMe } from "#lib/domain/people/get-me";
import { readPage } from "#lib/doors/page";

/** Who reads, found out once for the shell and the page in it. */
export const readMe = cache(() => readPage(getMe, {}));
