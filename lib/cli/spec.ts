import type { Operation } from "#lib/core/operation";
import type { FieldOption } from "./field-options.ts";

/**
 * An operation as plain data: what a command needs to be described, read and asked for over REST. The build writes the
 * specs of all operations into one file, so that no schema is loaded for a call.
 */
export interface Spec extends Pick<Operation, "name" | "summary" | "access" | "rest"> {
  fields: FieldOption[];
}

/** The spec of an operation that the command line has a command of its own for. */
export function specNamed(specs: readonly Spec[], name: string): Spec {
  const found = specs.find((spec) => spec.name === name);
  if (!found) throw new Error(`There is no operation ${name}.`);
  return found;
}
