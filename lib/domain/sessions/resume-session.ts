import { defineOperation } from "#lib/core/operation";
import { readSession, requireSessionPlace } from "./require-session.ts";
import { Session, SessionRef } from "./schema.ts";
import { sessionSubject } from "./session-subject.ts";

export const resumeSession = defineOperation({
  name: "sessions.resume",
  summary: "Let a stopped session write again; what it held it has to claim anew.",
  access: "write",
  reach: "account",
  rest: "POST /sessions/:session/resume",
  input: SessionRef,
  output: Session,
  authorize: requireSessionPlace,
  async handle(ctx, _input, place) {
    const before = await readSession(ctx, place);
    if (before.stopped) {
      await ctx.db.sessionStop.deleteMany({ where: { keyId: place.keyId, session: place.session ?? "" } });
      ctx.changed({ ...sessionSubject(before), fields: { stopped: [true, false] } });
    } else ctx.unchanged();
    return { ...before, stopped: null };
  },
});
