import { z } from "zod";

const NULL = z.null();
const TEXT = z.string();

/** What a value may be plainly: wrappers are taken off, of a union each one is told; what is prepared first may be text. */
export function plainSchemas(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodNullable) return [NULL, ...plainSchemas(schema.unwrap())];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return plainSchemas(schema.unwrap());
  if (schema instanceof z.ZodPipe)
    return schema.in instanceof z.ZodTransform ? [TEXT, ...plainSchemas(schema.out)] : plainSchemas(schema.in);
  return schema instanceof z.ZodUnion ? schema.options.flatMap(plainSchemas) : [schema];
}

/** The fields of the object at a place of an input; none where no object is meant. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[] = []): Record<string, z.core.$ZodType> {
  const [first, ...rest] = path;
  const plain = plainSchemas(schema);
  const fields: Record<string, z.core.$ZodType> = Object.assign(
    {},
    ...plain.map((one) => (one instanceof z.ZodObject ? one.shape : {})),
  );
  if (first === undefined) return fields;
  if (typeof first !== "number") return fields[String(first)] ? fieldsAt(fields[String(first)] as z.ZodType, rest) : {};
  return Object.assign({}, ...plain.map((one) => (one instanceof z.ZodArray ? fieldsAt(one.element, rest) : {})));
}

/** What is said of a field, wherever in its wrappers it stands. */
export function describedAs(schema: z.core.$ZodType | undefined): string {
  if (!(schema instanceof z.ZodType)) return "";
  if (schema.description !== undefined) return schema.description;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return describedAs(schema.unwrap());
  return schema instanceof z.ZodPipe ? describedAs(schema.out) : "";
}
