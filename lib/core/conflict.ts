import { TurboError } from "./errors.ts";

/** Refuses a write whose caller read an older version; the refusal carries the state as it is now. */
export function requireVersion(key: string, given: number | undefined, current: { version: number }): void {
  if (given === undefined || given === current.version) return;
  throw new TurboError(
    "conflict",
    `${key} was changed meanwhile: you read version ${given}, it is now at ${current.version}. Nothing was saved. Read it again and repeat your change.`,
    { current, fields: [{ path: "version", message: `Is ${current.version} now.` }] },
  );
}

/** The error of a lost race between two writers, which makes the transaction run again. */
export function lostRace(): Error {
  return new Error("write conflict: the row changed between reading and writing");
}
