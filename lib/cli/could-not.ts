import { printFailure } from "./print-failure.ts";

/** The exit code of a check that could not be made, whatever the reason, as against one that found something. */
export const COULD_NOT = 2;

/** Does a check, and tells why it could not be made. */
export async function couldNot(json: boolean, check: () => number | Promise<number>): Promise<number> {
  try {
    return await check();
  } catch (error) {
    printFailure(error, json);
    return COULD_NOT;
  }
}
