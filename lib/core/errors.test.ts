import { expect, test } from "vitest";
import { problemDetails, TurboError } from "./errors.ts";

test("A refusal that another copy of this module made is a refusal, and nothing else is.", async () => {
  const copy = "./errors.ts?copy";
  const other: typeof import("./errors.ts") = await import(copy);
  expect(other.TurboError).not.toBe(TurboError);
  const refusal = new other.TurboError("database", "The database does not answer.", { retryAfter: 2 });
  expect(refusal).toBeInstanceOf(TurboError);
  expect(problemDetails(refusal, "r")).toMatchObject({ status: 503, detail: refusal.message, retryAfter: 2 });
  for (const thrown of [new Error("x"), { code: "database" }, null, "text"]) {
    expect(problemDetails(thrown, "r").code).toBe("internal");
  }
});
