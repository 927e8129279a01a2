import type { ReadContext } from "#lib/core/context";

/** A value of one of the schema's enums, as a hand-written statement names it. */
export function enumValue({ database }: Pick<ReadContext, "database">, type: "InboxKind" | "Subject", value: string) {
  if (!/^[a-z_]+$/.test(value)) throw new Error(`${value} is no value of ${type}`);
  return database.engine === "postgres" ? `'${value}'::"${type}"` : `'${value}'`;
}
