import type { Context } from "#lib/core/context";
import { type Operation, run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import type { Named, Perform, PerformOptions } from "./perform.ts";

/** Performs operations in this process, each in a context of its own. */
export function inProcess(context: (options?: PerformOptions) => Context): Perform {
  return ((operation: Named, input: unknown, options?: PerformOptions) =>
    run(whole(operation), context(options), input)) as Perform;
}

function whole(named: Named): Operation {
  const found = "perform" in named ? (named as Operation) : OPERATIONS.find(({ name }) => name === named.name);
  if (!found) throw new Error(`There is no operation ${named.name}.`);
  return found;
}
