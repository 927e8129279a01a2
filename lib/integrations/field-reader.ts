import { FIELD_NAMES, type Field, plainName } from "./field-names.ts";
import { readInstant } from "./instants.ts";
import { type Parts, readList } from "./read-list.ts";

/** Reads fields by what they mean, whatever they are called, and knows which nobody has read. */
export interface FieldReader {
  /** One line of text; null where the field is absent, empty or no text. */
  text(field: Field): string | null;
  /** All that the field's names hold together. */
  list(field: Field, parts: Parts): string[];
  /** A date as RFC 3339; one that is none is remarked on. */
  date(field: Field): string | null;
  /** Not negative; a text like "5d" stays unread. */
  number(field: Field): number | null;
  /** What could not be kept as it was, as sentences without a subject. */
  remarks: string[];
  /** Fields that hold something and were not read, by their own names. */
  unread(): [name: string, value: unknown][];
}

/** `passedOver` are fields that say nothing that is not said elsewhere. */
export function readFields(fields: Readonly<Record<string, unknown>>, passedOver: readonly string[] = []): FieldReader {
  const filled = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  const left = new Set(filled.map(([name]) => name).filter((name) => !passedOver.includes(name)));
  const remarks: string[] = [];
  const named = (field: Field) => {
    const names: readonly string[] = FIELD_NAMES[field];
    return filled
      .filter(([name]) => names.includes(plainName(name)))
      .sort(([one], [other]) => names.indexOf(plainName(one)) - names.indexOf(plainName(other)));
  };
  const first = <Value>(field: Field, read: (text: string, name: string) => Value | null): Value | null => {
    for (const [name, value] of named(field)) {
      const text = textOf(value);
      const found = text === null ? null : read(text, name);
      if (found === null) continue;
      left.delete(name);
      return found;
    }
    return null;
  };
  return {
    remarks,
    text: (field) => first(field, (text) => text),
    number: (field) => first(field, (text) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : null)),
    date: (field) =>
      first(field, (text, name) => {
        const instant = readInstant(text);
        left.delete(name);
        if (instant === null) remarks.push(`${name} "${text}" is not a date and was left out`);
        return instant;
      }),
    list(field, parts) {
      const lists = named(field).map(([name, value]) => {
        left.delete(name);
        const { items, unread } = readList(value, parts);
        if (unread.length > 0) remarks.push(`${name} holds ${unread.join(", ").slice(0, 200)}, which was left out`);
        return items;
      });
      return [...new Set(lists.flat())];
    },
    unread: () => filled.filter(([name]) => left.has(name)),
  };
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.length === 1 ? textOf(value[0]) : null;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : null;
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return ["", "null", "~"].includes(value.trim());
  if (Array.isArray(value)) return value.every(isEmpty);
  return value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
}
