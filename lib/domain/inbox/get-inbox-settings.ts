import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { readSettings } from "./inbox-settings.ts";
import { InboxSettings } from "./schema.ts";

export const getInboxSettings = defineOperation({
  name: "inbox.settings",
  summary: "Which kinds of items your inbox shows.",
  access: "read",
  reach: "self",
  rest: "GET /inbox/settings",
  input: z.strictObject({}),
  output: InboxSettings,
  authorize: anyone,
  handle: (ctx) => readSettings(ctx),
});
