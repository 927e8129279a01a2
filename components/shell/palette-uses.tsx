const STORED = "turbo-palette-uses";

/** How often what was chosen from the palette in this browser, by the id of the entry. */
export function paletteUses(): Readonly<Record<string, number>> {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? "{}") as Record<string, number>;
  } catch {
    return {};
  }
}

export function countPaletteUse(id: string): void {
  try {
    const uses = paletteUses();
    localStorage.setItem(STORED, JSON.stringify({ ...uses, [id]: (uses[id] ?? 0) + 1 }));
  } catch {
    // A full or forbidden storage costs no more than the order.
  }
}
