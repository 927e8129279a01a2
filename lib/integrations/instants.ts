const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date as Backlog.md writes it (`2026-08-09`, `2026-08-09 14:30`; no zone means UTC) as RFC 3339; null if it is none. */
export function readInstant(text: string | null): string | null {
  const match = text === null ? null : DATE.exec(text);
  if (!match) return null;
  const [, day, time = "00:00", seconds = "00", zone = "Z"] = match;
  const written = `${day}T${time.padStart(5, "0")}:${seconds}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
  const instant = new Date(written);
  // A day that does not exist would roll over into the next month.
  if (Number.isNaN(instant.getTime()) || (zone === "Z" && !instant.toISOString().startsWith(day ?? ""))) return null;
  return instant.toISOString();
}
