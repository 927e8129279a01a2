import type { z } from "zod";
import type { FieldChanges } from "#lib/core/context";

/** What undoing a changed field means. */
export type Meaning =
  /** The old value is written again. */
  | "value"
  /** It goes back to where it stood: live, archived or in the bin. */
  | "shelf"
  /** What was made goes to the bin. */
  | "created"
  /** What was added to a list is taken out, what was taken out is added; the rest of the list stays. */
  | "elements"
  /** The old value is written again together with that other field, and stays when that one stays. */
  | { follows: string }
  /** Tells how something was done; there is nothing to put back. */
  | "note"
  /** Stays as it is, for this reason. */
  | { cannot: string };

/** What is to be known of a field that events tell. */
export interface ToldField {
  /** "value" where absent. */
  undo?: Meaning;
  /**
   * What it could tell a limited key of what lies elsewhere: keys of other things, which are told as far as it sees
   * these, or a total over all of them, which is not told.
   */
  reveals?: "keys" | "total";
}

/** The facts of a field that a thing has. Rules that speak of several fields stay in the operations. */
export interface KeptField extends ToldField {
  /** What may be given for it; absent where it follows from what is done with the thing. */
  given?: z.ZodType;
  /** Its value in a new thing for which none is given; a field without one has to be given. */
  fresh?: unknown;
  /** The columns that keep it, those that sorting reads among them; the one of its own name where absent. */
  // biome-ignore lint/suspicious/noExplicitAny: each field has its own type of value.
  columns?: (value: any) => object;
  /** Its value as events tell it; as it is where absent. */
  // biome-ignore lint/suspicious/noExplicitAny: each field has its own type of value.
  told?: (value: any) => unknown;
}

/** The facts of a field that people give. */
export interface Field extends KeptField {
  given: z.ZodType;
}

/** A person or thing that a field points at: the column's id, and the handle or key that people read. */
export interface Pointer {
  id: string | null;
  name: string | null;
}
export const NOWHERE: Pointer = { id: null, name: null };
export function pointerTo(thing: { id: string; key: string } | null | undefined): Pointer {
  return thing ? { id: thing.id, name: thing.key } : NOWHERE;
}

export type FieldTable = Readonly<Record<string, Field>>;
type KeptTable = Readonly<Record<string, KeptField>>;

type Value<Of extends KeptField> = Of extends { columns: (value: infer Kept) => object }
  ? Kept
  : Of extends { told: (value: infer Told) => unknown }
    ? Told
    : Of extends Field
      ? z.output<Of["given"]>
      : unknown;

/** The values of all fields of a thing. */
export type Values<Table extends KeptTable> = { -readonly [Name in keyof Table]: Value<Table[Name]> };

type ColumnsOf<Name, Of extends KeptField> = Of extends { columns: (value: never) => infer Kept }
  ? Kept
  : { [Column in Name & string]: Value<Of> };

type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;

/** What may be given for any of the fields, for an input to build on. */
export function givenFields<Table extends FieldTable>(
  table: Table,
): { [Name in keyof Table]: z.ZodOptional<Table[Name]["given"]> } {
  return mapped(table, ({ given }) => given.optional()) as never;
}

/** The columns that keep these values. */
export function columnsOf<Table extends KeptTable>(
  table: Table,
  values: Values<Table>,
): All<{ [Name in keyof Table]: ColumnsOf<Name, Table[Name]> }[keyof Table]> {
  const columns = Object.entries(table).map(([name, field]) => {
    const value = values[name as keyof Table];
    return field.columns ? field.columns(value) : { [name]: value };
  });
  return Object.assign({}, ...columns);
}

/** Those columns whose values differ. */
export function changedColumns<Columns extends object>(before: Columns, after: Columns): Partial<Columns> {
  const was = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(([name, is]) => JSON.stringify(is) !== JSON.stringify(was.get(name)));
  return Object.fromEntries(changed) as Partial<Columns>;
}

/** The values of a new thing: what is given, and what a field has where nothing is. */
export function freshValues<Table extends KeptTable>(table: Table, given: Partial<Values<Table>>): Values<Table> {
  return mapped(table, ({ fresh }, name) => given[name] ?? fresh) as Values<Table>;
}

/** The values that a thing will have: what is given, null among it, and what it has of the rest. */
export function changedValues<Table extends KeptTable>(
  table: Table,
  given: { readonly [Name in keyof Table]?: Value<Table[Name]> | undefined },
  before: Values<Table>,
): Values<Table> {
  return mapped(table, (_, name) => (given[name] === undefined ? before[name] : given[name])) as Values<Table>;
}

/** What an event tells of a change. A value that stayed the very same is left out, so that no long text is hashed for nothing. */
export function differences<Table extends KeptTable>(
  table: Table,
  before: Values<Table>,
  after: Values<Table>,
): FieldChanges {
  const changed = Object.entries(table).filter(([name]) => before[name] !== after[name]);
  return Object.fromEntries(
    changed.map(([name, field]) => [name, [told(field, before[name]), told(field, after[name])]]),
  );
}

/** What an event tells of a thing that was made. */
export function beginnings<Table extends KeptTable>(table: Table, values: Values<Table>): FieldChanges {
  const fields = mapped(table, (field, name): [unknown, unknown] => [nothing(field), told(field, values[name])]);
  return { created: [false, true], ...fields };
}

/** Is there no difference in these? */
export function isNothing(changes: FieldChanges): boolean {
  return Object.values(changes).every(([was, is]) => was === is || JSON.stringify(was) === JSON.stringify(is));
}

function told(field: KeptField, value: unknown): unknown {
  return field.told ? field.told(value) : value;
}

/** What a field was before there was a thing to have it: an empty text, an empty list, else null. */
function nothing(field: KeptField): unknown {
  if (Array.isArray(field.fresh)) return told(field, []);
  return field.fresh === "" ? "" : null;
}

function mapped<Table extends KeptTable, Result>(
  table: Table,
  of: (field: Table[string], name: keyof Table) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(table).map(([name, field]) => [name, of(field as Table[string], name)]));
}
