import { TURBO_ITSELF } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { lapseClaims } from "#lib/domain/claims/lapse-claims";
import { doorContext, doorLog } from "./door-context.ts";

/** How often is looked for leases that ran out, in milliseconds: a holder's death is noticed by so much later. */
const PAUSE = 5_000;

/** Gives back, from now on, the issues whose lease ran out. Another server on the same database may do the same. */
export function lapseLeases(): void {
  const look = async () => {
    try {
      await run(lapseClaims, doorContext(TURBO_ITSELF), {});
    } catch (error) {
      // Who asks for something meanwhile is told that the database is away, and so is the log.
      if (!(error instanceof TurboError)) doorLog().warn({ err: error }, "leases were not looked at");
    }
    setTimeout(look, PAUSE).unref();
  };
  setTimeout(look, PAUSE).unref();
}
