interface Dated {
  createdAt: string | null;
  updatedAt: string | null;
  completedAt?: string | null;
  decidedAt?: string | null;
  archived: boolean;
}

/** The earliest moment that something imported knows of itself, as RFC 3339: it was there by then; null without any. */
export function earliestOf(item: Omit<Dated, "archived">): string | null {
  return known(item)[0]?.toISOString() ?? null;
}

/**
 * When an imported thing was made, last changed and, where it is, put away. It was made at the earliest moment that it
 * knows; now where it knows none.
 */
export function timesOf(item: Dated, now: Date) {
  const moments = known(item);
  const createdAt = moments[0] ?? now;
  const updatedAt = item.updatedAt === null ? (moments.at(-1) ?? now) : new Date(item.updatedAt);
  return {
    createdAt,
    updatedAt,
    shelf: item.archived ? ("archived" as const) : ("live" as const),
    archivedAt: item.archived ? updatedAt : null,
  };
}

function known({ createdAt, updatedAt, completedAt = null, decidedAt = null }: Omit<Dated, "archived">): Date[] {
  return [createdAt, updatedAt, completedAt, decidedAt]
    .flatMap((text) => (text === null ? [] : new Date(text)))
    .sort((a, b) => a.getTime() - b.getTime());
}
