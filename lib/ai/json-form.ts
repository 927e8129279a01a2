import { z } from "zod";

/** The JSON Schema that a provider is given for the form of an answer. */
export function jsonForm(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...form } = z.toJSONSchema(schema);
  return form;
}
