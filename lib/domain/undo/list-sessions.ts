import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { maySeeAll } from "#lib/domain/people/policy";
import { requirePerson } from "#lib/domain/people/queries";
import { Session, SessionFilter } from "./schema.ts";
import { findSessions } from "./session-sql.ts";

export const listSessions = defineOperation({
  name: "sessions.list",
  summary: "List agent sessions that wrote something, latest first: your own, and everybody's for owners.",
  access: "read",
  reach: "projects",
  rest: "GET /sessions",
  input: SessionFilter,
  output: pageOf(Session),
  authorize: anyone,
  async handle(ctx, { user, cursor, limit }) {
    const wanted = user === undefined ? null : (await requirePerson(ctx, user, "user")).id;
    const all = maySeeAll(ctx.actor);
    const me = ctx.actor.user.id;
    if (!all && wanted !== null && wanted !== me) return { items: [], nextCursor: null };
    const list = `sessions:${all ? (wanted ?? "all") : me}`;
    const [before] = readCursor(list, cursor, ["eventOrder"]) ?? [];
    const { sessions, next } = await findSessions(ctx, {
      userId: all ? wanted : me,
      before: before === undefined ? null : Number(before),
      limit,
    });
    return { items: sessions, nextCursor: writeCursor(list, next === null ? null : [next]) };
  },
});
