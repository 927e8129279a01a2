import { defineOperation } from "#lib/core/operation";
import { releaseStopped } from "#lib/domain/claims/release-stopped";
import { readSession, requireSessionPlace } from "./require-session.ts";
import { NewStop, Stopped } from "./schema.ts";
import { sessionSubject } from "./session-subject.ts";

export const stopSession = defineOperation({
  name: "sessions.stop",
  summary:
    "Stop a session: what it holds goes back to the queue at once, and its writes are refused with your reason until it is resumed; it may go on reading.",
  access: "write",
  reach: "account",
  rest: "POST /sessions/:session/stop",
  input: NewStop,
  output: Stopped,
  authorize: requireSessionPlace,
  async handle(ctx, { reason }, place) {
    const before = await readSession(ctx, place);
    if (before.stopped) {
      ctx.unchanged();
      return { ...before, released: [] };
    }
    const { keyId, session } = place;
    const row = { keyId, session: session ?? "", createdAt: ctx.now, userId: ctx.actor.user.id, reason };
    await ctx.db.sessionStop.createMany({ data: [row] });
    ctx.changed({ ...sessionSubject(before), fields: { stopped: [false, true], reason: ["", reason] } });
    const released = await releaseStopped(ctx);
    return { ...(await readSession(ctx, place)), released };
  },
});
