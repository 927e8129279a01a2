import { expect, test } from "vitest";
import { OPERATIONS } from "#lib/domain/operations";
import { SCENARIOS } from "./scenarios.ts";

test("every operation is measured", () => {
  expect(Object.keys(SCENARIOS).sort()).toEqual(OPERATIONS.map(({ name }) => name).sort());
});
