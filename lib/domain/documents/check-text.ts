import { anyone, defineOperation } from "#lib/core/operation";
import { findingsIn } from "./findings.ts";
import { Checked, TextCheck } from "./schema.ts";

export const checkText = defineOperation({
  name: "documents.check_text",
  summary: "Check a text before it is written, as documents.check does; nothing is kept.",
  access: "read",
  reach: "projects",
  rest: "POST /documents/check",
  input: TextCheck,
  output: Checked,
  authorize: anyone,
  async handle(ctx, { text, ...asked }) {
    return { document: null, version: null, ...(await findingsIn(ctx, text, asked)) };
  },
});
