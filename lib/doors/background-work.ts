import { instanceDatabase } from "#lib/db/instance";
import { keepSearchCurrent } from "#lib/domain/search/keep-search-current";
import { doorLog } from "./door-context.ts";
import { endJobs, startJobs } from "./instance-jobs.ts";
import { lapseLeases } from "./lapse-leases.ts";
import { takeSamples } from "./take-samples.ts";
import { settleTokens, writeTokensServed } from "./tokens-served.ts";

/** Begins what this process does by itself, for as long as it lives. */
export function beginWork(): void {
  lapseLeases();
  writeTokensServed();
  takeSamples();
  startJobs();
  keepSearchCurrent(instanceDatabase()).catch((error) => doorLog().error({ err: error }, "search was not rewritten"));
}

/** Takes up nothing more, and waits until what is at work has ended. */
export const endWork = endJobs;

/** Writes what is counted and not yet written. */
export const settleWork = settleTokens;
