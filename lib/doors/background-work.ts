import { TurboError } from "#lib/core/errors";
import { instanceDatabase } from "#lib/db/instance";
import { keepSearchCurrent } from "#lib/domain/search/keep-search-current";
import { doorLog } from "./door-context.ts";
import { endJobs, startJobs } from "./instance-jobs.ts";
import { lapseLeases } from "./lapse-leases.ts";
import { takeSamples } from "./take-samples.ts";
import { settleTokens, writeTokensServed } from "./tokens-served.ts";

/** After so long is tried again what the database did not take, in milliseconds. */
const PAUSE = 5_000;

/** Begins what this process does by itself, for as long as it lives. */
export function beginWork(): void {
  lapseLeases();
  writeTokensServed();
  takeSamples();
  startJobs();
  keepSearch();
}

function keepSearch(): void {
  keepSearchCurrent(instanceDatabase()).catch((error) => {
    if (!(error instanceof TurboError)) return doorLog().error({ err: error }, "search was not rewritten");
    // The log has said why the database takes nothing.
    setTimeout(keepSearch, PAUSE).unref();
  });
}

/** Takes up nothing more, and waits until what is at work has ended. */
export const endWork = endJobs;

/** Writes what is counted and not yet written. */
export const settleWork = settleTokens;
