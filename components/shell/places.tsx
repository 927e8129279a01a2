/** What is remembered of one page in the browser's history, so that going back shows it as it was left. */
export interface Place {
  scroll: number;
  /** Address of the row that had the focus. */
  focus: string | null;
  /** What its parts keep over a reload: plain data. */
  kept: Record<string, unknown>;
  /** What its parts keep while the tab lives. */
  held: Map<string, unknown>;
}

const STORED = "turbo-places";
const MOST = 30;
const places = new Map<string, Place>();
let read = false;

/** The entry of the browser's history that is open; empty where the browser does not tell. */
export function currentEntry(): string {
  return window.navigation?.currentEntry?.key ?? "";
}

/** The place of an address within the open entry of the history; made where there is none yet. */
export function placeOf(href: string, entry = currentEntry()): Place {
  if (!read) readStored();
  const name = `${entry} ${href}`;
  const place = places.get(name) ?? { scroll: 0, focus: null, kept: {}, held: new Map() };
  places.delete(name);
  places.set(name, place);
  for (const oldest of [...places.keys()].slice(0, -MOST)) places.delete(oldest);
  return place;
}

function readStored(): void {
  read = true;
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORED) ?? "[]") as [string, Omit<Place, "held">][];
    for (const [name, place] of stored) places.set(name, { ...place, held: new Map() });
  } catch {
    // What cannot be read is as good as nothing: pages begin at their top.
  }
}

/** Puts the places aside for a reload of the tab. */
export function storePlaces(): void {
  const plain = [...places].map(([name, { held: _, ...place }]) => [name, place]);
  try {
    sessionStorage.setItem(STORED, JSON.stringify(plain));
  } catch {
    // A full or forbidden storage costs no more than the places.
  }
}
