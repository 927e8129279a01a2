import { z } from "zod";
import { parseInput } from "#lib/core/parse-input";

/** An argument that only the tool reads, not an operation behind it; a wrong one is refused like any other field. */
export function ownArgument<Schema extends z.ZodType>(name: string, schema: Schema, given: unknown): z.output<Schema> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  return parseInput(z.object({ [name]: schema }), { [name]: given })[name] as z.output<Schema>;
}
