import { z } from "zod";
import { defineOperation, requireScope } from "#lib/core/operation";
import { requireUsableCarrier } from "./require-carrier.ts";
import { UploadTarget } from "./schema.ts";

/** Asked before a file is taken in, so that none is stored for who may not attach it. */
export const checkUpload = defineOperation({
  name: "attachments.check",
  summary: "Say whether a file may be attached to something.",
  access: "read",
  reach: "projects",
  rest: null,
  input: UploadTarget,
  output: z.object({ key: z.string() }),
  async authorize(ctx, { on }) {
    requireScope(ctx, { name: "attachments.create", access: "write" });
    return requireUsableCarrier(ctx, on);
  },
  handle: (_ctx, _input, { subject }) => ({ key: subject.key }),
});
