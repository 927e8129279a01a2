import { currentEntry, type Place } from "#components/shell/places";

/** Answers the address that comes after or before another one in a list, or null at its end. */
export type Step = (from: string, by: 1 | -1) => Promise<string | null>;

/** The list that a page was opened from. */
export interface Trail {
  entry: string;
  href: string;
  /** Address of the row that was opened last. */
  at: string;
  step: Step;
}

const STORED = "turbo-trail";
let trail: Trail | null = null;
let stops: readonly string[] = [];
let read = false;

/** Remembers the list whose row is being opened. */
export function leaveList(href: string, at: string, place: Place): void {
  stops = rowsInSight().map(({ href }) => href);
  trail = { entry: currentEntry(), href, at, step: (place.held.get("step") as Step | undefined) ?? amongStops };
}

export function currentTrail(): Trail | null {
  if (!read) readStored();
  return trail;
}

/** What opens the rows of the page's lists; each carries `data-open`. */
function rowsInSight(): { href: string }[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("main a[data-open]")].map((link) => ({
    href: link.getAttribute("href") ?? "",
  }));
}

async function amongStops(from: string, by: 1 | -1): Promise<string | null> {
  const here = stops.indexOf(from);
  return here < 0 ? null : (stops[here + by] ?? null);
}

function readStored(): void {
  read = true;
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORED) ?? "null") as (Trail & { stops: string[] }) | null;
    if (!stored || trail) return;
    stops = stored.stops;
    trail = { ...stored, step: amongStops };
  } catch {
    // Without it the keys of the list do nothing.
  }
}

/** Puts the trail aside for a reload of the tab. */
export function storeTrail(): void {
  if (!trail) return;
  const { entry, href, at } = trail;
  try {
    sessionStorage.setItem(STORED, JSON.stringify({ entry, href, at, stops }));
  } catch {
    // As for places.
  }
}
