import { z } from "zod";

/** Lengths in characters (UTF-16 units), as the limits in error messages count them. */
export const LIMITS = { title: 200, body: 1_000_000, text: 64_000, name: 80 } as const;

const STORABLE = "Has a character that cannot be stored (a NUL or half of a surrogate pair). Remove it.";

/** Can both databases keep this text as it is? */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

function limited(limit: number) {
  return z
    .string({ error: "Must be text." })
    .max(limit, { error: ({ input }) => `Has ${String(input).length} characters; the limit is ${limit}.` })
    .refine(isStorable, { error: STORABLE });
}

/** Text of at most so many characters, for what is neither a title nor a body. */
export const ShortText = limited;

/** The address of a web page. */
export const WebAddress = z
  .url({ protocol: /^https?$/, error: "Must be an address that starts with http:// or https://." })
  .max(2000)
  .refine(isStorable, { error: STORABLE });

/** Something that shows: not only spaces, control characters and marks without width. */
const visible = (text: string) => /[^\p{Z}\p{Cc}\p{Cf}]/u.test(text);

/** One line, 1–200 characters, trimmed at both ends. */
export const Title = limited(LIMITS.title)
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .min(1, { error: "Must not be empty." })
      .refine((text) => text === "" || visible(text), { error: "Must have a character that shows." })
      .refine((text) => !/[\r\n]/.test(text), { error: "Must be one line." }),
  );

/** A name of people and things, 1–80 characters. */
export const Name = limited(LIMITS.name)
  .transform((text) => text.trim())
  .pipe(z.string().min(1, { error: "Must not be empty." }));

/** Markdown of up to 1 MB: descriptions and documents. */
export const Body = limited(LIMITS.body);

/** Other texts, up to 64 KB. */
export const Text = limited(LIMITS.text);

/** A Text that must say something. */
export const SomeText = Text.refine((text) => text.trim().length > 0, { error: "Must not be empty." });

/** A key, id, handle or name, as a reference to something. */
export const Ref = limited(LIMITS.title)
  .transform((text) => text.trim())
  .pipe(z.string().min(1, { error: "Must not be empty." }));

/** A day without time zone, YYYY-MM-DD. */
export const CalendarDate = z.iso.date({ error: "Must be a date like 2026-11-27." });

/** An instant on the way out: RFC 3339 in UTC, from a Date or as stored before. */
export const Instant = z.preprocess((value) => (value instanceof Date ? value.toISOString() : value), z.iso.datetime());

/** An instant on the way in. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: "Must be an instant like 2026-11-27T09:30:00Z." })
  .refine((text) => new Date(text).getUTCFullYear() >= 1, { error: "Must lie in the year 1 or later." });

/** A number that may come as text, from a query string; unlike a coerced one it takes no yes, list or nothing for one. */
const NumberOrText = z.core.$constructor<z.ZodNumber>("NumberOrText", (schema, definition) => {
  z.ZodNumber.init(schema, definition);
  const { parse } = schema._zod;
  schema._zod.parse = (payload, context) => parse(Object.assign(payload, { value: numberOf(payload.value) }), context);
});

/** The number that a text says; anything else as it is. */
export function numberOf(value: unknown): unknown {
  return typeof value === "string" && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
}

function whole(min: number, max: number) {
  return new NumberOrText({ type: "number", checks: [], error: () => "Must be a number." })
    .int({ error: "Must be a whole number." })
    .min(min, { error: `Must be at least ${min}.` })
    .max(max, { error: `Must be at most ${max}.` });
}

/** A yes or no that may come as text, from a query string. */
export const Flag = z.union([z.boolean(), z.stringbool({ error: "Must be true or false." })]);

/** The paging part of every list's input. */
export const PAGE = {
  limit: whole(1, 200).default(50).describe("Rows at most, 1–200."),
  cursor: z.string().max(2000).optional().describe("Where to go on: nextCursor of the page before."),
};

/** The same, of a list whose rows are counted where that is asked for. */
export const COUNTED_PAGE = { total: Flag.optional().describe("Also count all of them."), ...PAGE };

/** The input of a list's order. */
export function sortBy(names: readonly string[], usual: string) {
  return z
    .string()
    .regex(new RegExp(`^-?(${names.join("|")})$`), {
      error: `Must be one of ${names.join(", ")}, with - before it for descending.`,
    })
    .default(usual);
}

/** The output of every list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Pass as cursor for the next page; null on the last."),
    total: z.number().int().optional().describe("Exact count, only when asked for with total=true."),
  });
}

/** Several values: a list, or text with commas between (query strings). */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (value) =>
      typeof value === "string"
        ? value
            .split(",")
            .map((part) => part.trim())
            .filter(Boolean)
        : value,
    z.array(item).max(100),
  );
}

/** The version that was read, for writes that must not overwrite somebody else's. */
export const Version = whole(1, 2_147_483_647)
  .optional()
  .describe("Version you read; a stale one is refused as a conflict.");

export const WholeNumber = whole;
