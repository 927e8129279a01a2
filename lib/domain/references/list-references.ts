import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { referencePage } from "./reference-page.ts";
import { Reference, ReferenceFilter } from "./schema.ts";

export const listReferences = defineOperation({
  name: "references.list",
  summary: "What names something by its key in a text, comments and status updates included; or what it names.",
  access: "read",
  reach: "projects",
  rest: "GET /references",
  input: ReferenceFilter,
  output: pageOf(Reference),
  authorize: (ctx, { on }) => requireSubject(ctx, on, "on"),
  handle: (ctx, filter, { id }) => referencePage(ctx, filter, id),
});
