import { type Standing, whyAway } from "#lib/domain/subjects/in-use";
import type { Past, Unrestored } from "./reverter.ts";
import type { PlannedRow } from "./undo-plan.ts";

/**
 * Rows without those of projects that lie in the bin and do not come out of it by this undo, which stay as they are; and
 * what tells so of other things that old values name. `binned` are the keys of projects in the bin by the id of the row.
 */
export function outsideBin(
  rows: readonly PlannedRow[],
  binned: ReadonlyMap<string, string>,
): { rows: PlannedRow[]; unrestored: Unrestored[]; away: Past["away"] } {
  const comingBack = new Set(
    rows.flatMap(({ kind, key, values }) =>
      kind === "project" && values.shelf !== undefined && values.shelf !== "binned" ? [key] : [],
    ),
  );
  const away = ({ under, ...thing }: Standing) =>
    whyAway({ ...thing, shelf: "live", under: under !== null && comingBack.has(under) ? null : under });
  const unrestored = rows.flatMap(({ id, key }): Unrestored[] => {
    const why = away({ key, shelf: "live", under: binned.get(id) ?? null });
    return why === null ? [] : [{ id, field: null, why }];
  });
  const stays = new Set(unrestored.map(({ id }) => id));
  return { rows: rows.filter(({ id }) => !stays.has(id)), unrestored, away };
}
