/** Minutes of "45", "45m", "1h 30m", "1.5h" or "1:30"; null for anything else or nothing. */
export function parseDuration(text: string): number | null {
  const clean = text.trim().toLowerCase().replace(",", ".");
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(clean);
  if (clock) return positive(Number(clock[1]) * 60 + Number(clock[2]));
  const parts = /^(?:(\d+(?:\.\d+)?)\s*h)?\s*(?:(\d+)\s*m?)?$/.exec(clean);
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return null;
  return positive(Math.round(Number(parts[1] ?? 0) * 60) + Number(parts[2] ?? 0));
}

function positive(minutes: number): number | null {
  return minutes > 0 ? minutes : null;
}
