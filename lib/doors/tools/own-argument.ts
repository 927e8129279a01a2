import type { z } from "zod";
import { invalidField } from "#lib/core/errors";

/** An argument that only the tool reads, not an operation behind it; a wrong one is refused like any other field. */
export function ownArgument<Schema extends z.ZodType>(name: string, schema: Schema, given: unknown): z.output<Schema> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const problem = read.error.issues[0];
  if (problem?.code !== "invalid_value") throw invalidField(name, problem?.message ?? "Is not right.");
  const allowed = problem.values.map(String);
  throw invalidField(name, `Must be one of ${allowed.join(", ")}.`, allowed);
}
