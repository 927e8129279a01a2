import { cache } from "react";
import { getDocument } from "#lib/domain/documents/get-document";
import { readPage } from "#lib/doors/page";

/** One reading for the layout, the page and its title. */
export const readDocument = cache(async (document: string) => {
  const view = await readPage(getDocument, { document });
  return { ...view, body: view.body ?? "" };
});
