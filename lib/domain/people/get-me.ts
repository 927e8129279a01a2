import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { findMe } from "./find-me.ts";
import { Me } from "./schema.ts";

export const getMe = defineOperation({
  name: "me.get",
  summary: "Say who you are, with which key and scope.",
  access: "read",
  reach: "self",
  rest: "GET /me",
  input: z.strictObject({}),
  output: Me,
  authorize: anyone,
  handle: (ctx) => findMe(ctx),
});
