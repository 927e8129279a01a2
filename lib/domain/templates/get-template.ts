import { TurboError } from "#lib/core/errors";
import { anyone, defineOperation } from "#lib/core/operation";
import { requireTemplate } from "./queries.ts";
import { Template, TemplateRef } from "./schema.ts";

export const getTemplate = defineOperation({
  name: "templates.get",
  summary: "Read one template with its text.",
  access: "read",
  reach: "workspace",
  rest: "GET /templates/:template",
  input: TemplateRef,
  output: Template,
  authorize: anyone,
  handle(_ctx, { template }) {
    try {
      return requireTemplate(template);
    } catch (error) {
      // Asked for by itself it is a missing thing, not a wrong field.
      if (error instanceof TurboError) throw new TurboError("not_found", error.message, { fields: error.fields });
      throw error;
    }
  },
});
