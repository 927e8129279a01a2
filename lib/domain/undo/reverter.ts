import type { Change, WriteContext } from "#lib/core/context";
import type { Standing } from "#lib/domain/subjects/in-use";

/** A row as it shall be again. Its fields are those of UNDO_TABLE for the kind; others never come. */
export interface Restorable {
  id: string;
  /**
   * Field → the value that it had, as the event kept it as `before`: handles, keys and names for references, long texts
   * whole (never `{ hash, length }`). What was created has `shelf: "binned"`.
   */
  values: Readonly<Record<string, unknown>>;
  /** Lists of the table's meaning `elements` (labels, links): what is to be in them again and what no more. */
  elements: Readonly<Record<string, { add: readonly unknown[]; remove: readonly unknown[] }>>;
}

/** A field that stays as it is (null: the whole row), with the sentence that says why. */
export interface Unrestored {
  id: string;
  field: string | null;
  why: string;
}

export interface Restoration {
  /** What was changed, as `ctx.changed` wants it: the value before this undo and the one now, `about` included. */
  changes: Change[];
  unrestored: Unrestored[];
}

/** What names in events meant while the undone writes happened, and what of it is out of reach now. */
export interface Past {
  /** Ids of labels by the folded names that they had. */
  labels: ReadonlyMap<string, string>;
  /** Why a thing that an old value names stays as it is: its project is in the bin and stays there; null where it is not. */
  away(thing: Standing): string | null;
}

/**
 * How rows of one kind are put back: one file `lib/domain/<noun>/revert-<noun>.ts` each, listed in `reverters.ts`, its
 * fields in `undo-table.ts`. `restore` writes all rows at once: read them by id in one statement, work out each row whole,
 * write by `updateRows` (version + 1, updatedAt), then search entries (`search.putMany`, `search.remove`) and references
 * (`saveManyReferences`), so that a hundred rows take as many statements as one. It tells nothing itself: the undo does.
 * A row that is gone, that the actor may not see or change, or whose old value cannot be any more (a name that is taken,
 * a parent in the bin, a circle) is answered in `unrestored`; the rest of the row is still restored. Rows whose values are
 * as wished already are left out of both.
 */
export interface Reverter {
  /** As events name it. */
  kind: string;
  restore(ctx: WriteContext, rows: readonly Restorable[], past: Past): Promise<Restoration>;
}
