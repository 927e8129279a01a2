const TAKEN = new Set(["DEC", "DOC", "MS"]);

/** A key for a project of this name that is not among the used ones: TUR for Turbo, BM for Backlog Markdown, then BM2. */
export function suggestKey(name: string, used: ReadonlySet<string>): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
  const initials = words.map((word) => word.charAt(0)).join("");
  const candidate = (words.length > 1 ? initials : (words[0] ?? "").slice(0, 3)).replace(/^[0-9]+/, "").slice(0, 8);
  const base = candidate.length >= 2 ? candidate : `${candidate}PROJECT`.slice(0, 3);
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}${n}`;
    if (!used.has(key) && !TAKEN.has(key)) return key;
  }
}
