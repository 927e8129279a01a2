/** A part of a report: its heading and lines, or nothing where there are none. */
export function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines];
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
  return section("What the words became", lines);
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
