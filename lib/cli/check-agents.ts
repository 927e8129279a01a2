import type { listClaims } from "#lib/domain/claims/list-claims";
import type { listKeys } from "#lib/domain/keys/list-keys";
import type { listSessions } from "#lib/domain/sessions/list-sessions";
import { type Check, checksOf, sentenceOf } from "./check.ts";
import { withPerform } from "./connection.ts";
import { type Spec, specNamed } from "./spec.ts";

const { ok, warn, wrong } = checksOf("agents");
/** Of each list so many are looked at. */
const limit = 200;
/** A key that ends within so many milliseconds is told beforehand. */
const SOON = 7 * 86_400_000;

/** Leases that nobody keeps up, sessions that were stopped, keys that ended or will soon. */
export async function checkAgents(specs: readonly Spec[]): Promise<Check[]> {
  try {
    return await withPerform(async (perform) => {
      const claims = await perform<typeof listClaims>(specNamed(specs, "claims.list"), { limit });
      const sessions = await perform<typeof listSessions>(specNamed(specs, "sessions.list"), { limit });
      const keys = await perform<typeof listKeys>(specNamed(specs, "keys.list"), { limit });
      return [...checkLeases(claims.items), ...checkSessions(sessions.items), ...checkKeys(keys.items)];
    });
  } catch (error) {
    return [wrong("reach", sentenceOf(error), "`turbo start` here, or look at TURBO_URL and TURBO_API_KEY.")];
  }
}

type Items<List> = List extends { output: infer Output }
  ? Output extends { _output: { items: infer Found } }
    ? Found
    : never
  : never;

/** The server takes back what ran out, a few seconds later: what is still there has no server. */
function checkLeases(claims: Items<typeof listClaims>): Check[] {
  const over = claims.filter(({ until }) => new Date(until) < new Date());
  if (over.length === 0) return [ok("leases", `${claims.length} held`)];
  return over.map(({ issue, holder, until }) =>
    warn(
      "leases",
      `${issue} is held by ${holder.handle}, and its lease ran out at ${until}`,
      "`turbo start`: a server takes it back by itself.",
    ),
  );
}

function checkSessions(sessions: Items<typeof listSessions>): Check[] {
  const stopped = sessions.filter((session) => session.stopped !== null);
  if (stopped.length === 0) return [ok("sessions", `${sessions.length} known, none is stopped`)];
  return stopped.map(({ session, key, stopped }) =>
    warn(
      "sessions",
      `${session ?? "none"} of ${key ?? "a person"} was stopped by ${stopped?.by.handle}: ${stopped?.reason}`,
      `\`turbo sessions resume ${session ?? "none"}\` lets it write again.`,
    ),
  );
}

function checkKeys(keys: Items<typeof listKeys>): Check[] {
  const inUse = keys.filter(({ revokedAt }) => revokedAt === null);
  const ending = inUse.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) < Date.now() + SOON);
  if (ending.length === 0) return [ok("keys", `${inUse.length} in use, none ends within a week`)];
  return ending.map(({ name, prefix, expiresAt }) => {
    const past = Date.parse(expiresAt ?? "") < Date.now();
    const said = `${name} (${prefix}…) ${past ? "expired" : "expires"} at ${expiresAt}`;
    return warn(
      "keys",
      said,
      "`turbo keys create` makes another; `turbo keys revoke` takes the old one off this list.",
    );
  });
}
