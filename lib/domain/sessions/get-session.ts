import { defineOperation } from "#lib/core/operation";
import { readSession, requireSessionPlace } from "./require-session.ts";
import { Session, SessionRef } from "./schema.ts";

export const getSession = defineOperation({
  name: "sessions.get",
  summary: "Show one agent session: who, when, how much, and whether it was stopped.",
  access: "read",
  reach: "projects",
  rest: "GET /sessions/:session",
  input: SessionRef,
  output: Session,
  authorize: requireSessionPlace,
  handle: (ctx, _input, place) => readSession(ctx, place),
});
