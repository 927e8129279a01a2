import { type Actor, limitOf } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { requireScope } from "#lib/core/operation";
import { callerOfRequest, restDoor, takeTurnOf } from "./caller.ts";

/** Who asks, if it is an owner or admin who is signed in or a key of scope admin for all projects: `what` is about the whole instance. */
export async function requireAdmin(request: Request, what: string): Promise<Actor> {
  const actor = await callerOfRequest(request, restDoor(request.headers));
  takeTurnOf(actor);
  requireScope({ actor }, { name: what, access: "admin" });
  if (actor.projectIds === null) return actor;
  const { who, way } = limitOf(actor);
  throw new TurboError(
    "forbidden",
    `${what} is about the whole instance, and ${who} is limited to some projects. ${way}, of scope admin.`,
  );
}
