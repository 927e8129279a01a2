import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { requirePerson } from "#lib/domain/people/queries";
import { requireOneKey, whoseSessions } from "./policy.ts";
import { Session, SessionFilter } from "./schema.ts";
import { findSessions, findUnnamedSession } from "./session-sql.ts";

export const listSessions = defineOperation({
  name: "sessions.list",
  summary: "List agent sessions that wrote something, latest first: your own, and everybody's for owners.",
  access: "read",
  reach: "projects",
  rest: "GET /sessions",
  input: SessionFilter,
  output: pageOf(Session),
  authorize: anyone,
  async handle(ctx, { user, key, cursor, limit }) {
    const wanted = user === undefined ? null : (await requirePerson(ctx, user, "user")).id;
    const own = whoseSessions(ctx.actor);
    if (own !== null && wanted !== null && wanted !== own) return { items: [], nextCursor: null };
    const userId = own ?? wanted;
    const keyId = key === undefined ? null : await requireOneKey(ctx, key);
    const list = `sessions:${userId ?? "all"}:${keyId ?? "all"}`;
    const [before] = readCursor(list, cursor, ["eventOrder"]) ?? [];
    const unnamed = keyId !== null && before === undefined ? await findUnnamedSession(ctx, keyId) : null;
    const { sessions, next } = await findSessions(ctx, {
      ...{ userId, keyId, limit },
      before: before === undefined ? null : Number(before),
    });
    return {
      items: [...(unnamed ? [unnamed] : []), ...sessions],
      nextCursor: writeCursor(list, next === null ? null : [next]),
    };
  },
});
