/** When an imported thing was made, last changed and, where it is, put away: as it says, or now. */
export function timesOf(item: { createdAt: string | null; updatedAt: string | null; archived: boolean }, now: Date) {
  const createdAt = item.createdAt === null ? now : new Date(item.createdAt);
  const changed = item.updatedAt === null ? createdAt : new Date(item.updatedAt);
  const updatedAt = new Date(Math.max(createdAt.getTime(), changed.getTime()));
  return {
    createdAt,
    updatedAt,
    shelf: item.archived ? ("archived" as const) : ("live" as const),
    archivedAt: item.archived ? updatedAt : null,
  };
}
