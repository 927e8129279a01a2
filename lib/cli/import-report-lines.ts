/** Lines of one part of a report, and names on one line; whole lists stand in the JSON. */
const [LINES, NAMES, PEOPLE] = [12, 5, 20];

/** A part of a report: its heading and its first lines, or nothing where there are none. */
export function section(heading: string, lines: readonly string[], most = LINES): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - most;
  return ["", heading, ...lines.slice(0, most), ...(more > 0 ? [`  … and ${more} more; --json names all`] : [])];
}

/** "3: a, b, c"; the first of them where they are many. */
export function counted(names: readonly string[]): string {
  return `${names.length}: ${names.slice(0, NAMES).join(", ")}${names.length > NAMES ? ", …" : ""}`;
}

/** Names on one line, and how many more there are. */
export function shortened(names: readonly string[]): string {
  const more = names.length - PEOPLE;
  return more > 0 ? `${names.slice(0, PEOPLE).join(", ")} and ${more} more` : names.join(", ");
}

/** What is said of things, by what is said: `before` the one thing that it is said of, or with all of them behind. */
export function grouped(said: readonly (readonly [thing: string, what: string])[], before = true): string[] {
  const things = new Map<string, string[]>();
  for (const [thing, what] of said) things.set(what, [...(things.get(what) ?? []), thing]);
  return [...things].map(([what, all]) => {
    if (all.length > 1) return `  ${what}  ${counted(all)}`;
    return before ? `  ${all[0]}: ${what}` : `  ${what}: ${all[0]}`;
  });
}

/** Dates that nobody knows, by what was taken instead. */
export function unknownDates(dates: readonly { id: string; why: string }[]): string[] {
  return section(
    "Dates that are not known",
    grouped(
      dates.map(({ id, why }) => [id, why]),
      false,
    ),
  );
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** What each word of the other system became, the most used first. */
export function mappedWords<Field extends string>(
  mapped: readonly { field: Field; word: string; became: string; count: number }[],
  fields: readonly Field[],
): string[] {
  const lines = fields.flatMap((field) =>
    mapped
      .filter((entry) => entry.field === field)
      .sort((a, b) => b.count - a.count)
      .map(({ word, became, count: times }) => `  ${field}  ${word} → ${became}  ${times}`),
  );
  return section("What the words became", lines, 40);
}

/** Issues whose number is another one here, by reason, with the first of each. */
export function newNumbers(renumbered: readonly { id: string; why: string; key: string | null }[]): string[] {
  const reasons = new Map<string, (typeof renumbered)[number][]>();
  for (const entry of renumbered) reasons.set(entry.why, [...(reasons.get(entry.why) ?? []), entry]);
  const example = renumbered.find((entry) => entry.key);
  const lines = [...reasons].map(([why, entries]) => {
    const shown = entries.slice(0, 10).map(({ id, key }) => (key ? `${id} → ${key}` : id));
    return `  ${why}  ${entries.length}: ${shown.join(", ")}${entries.length > 10 ? ", …" : ""}`;
  });
  return [
    ...section(`New numbers: ${renumbered.length}`, lines),
    ...(example ? [`  The old ids still work: turbo issues get ${example.id}`] : []),
  ];
}
