import { OPERATIONS } from "#lib/domain/operations";
import { fieldOptions } from "./field-options.ts";
import type { Spec } from "./spec.ts";

/** The specs of all operations that have a place in REST; the build writes them into dist/cli/specs.json. */
export const SPECS: readonly Spec[] = OPERATIONS.filter(({ rest }) => rest !== null).map((operation) => {
  const { name, summary, access, rest } = operation;
  return { name, summary, access, rest, fields: fieldOptions(operation) };
});
