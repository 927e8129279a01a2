import { expect } from "vitest";
import { TurboError } from "#lib/core/errors";

/** Awaits a refusal and answers it, so that its code, sentence and fields can be looked at. */
export async function refusal(work: Promise<unknown>): Promise<TurboError> {
  const thrown = await work.then(
    () => new Error("it was not refused"),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(TurboError);
  return thrown as TurboError;
}
