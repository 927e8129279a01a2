import type { WriteContext } from "#lib/core/context";
import { findSubjects, type Subject } from "#lib/domain/subjects/find-subjects";
import type { Past, Restorable } from "#lib/domain/undo/reverter";
import { linkedKey } from "./linked-key.ts";

/** What a field's value names: undefined where there is no such thing any more; `away` says why it stays as it is. */
export type Named = (
  field: string,
  ref: string,
) => { id: string; name: string; projectId: string | null; away: string | null } | undefined;

/** Finds the people and things that old values of issues name, in two statements. */
export async function findNamed(ctx: WriteContext, rows: readonly Restorable[], past: Past): Promise<Named> {
  const texts = (field: string) =>
    rows.flatMap(({ values }) => (typeof values[field] === "string" ? [values[field]] : []));
  const linked = rows.flatMap(({ elements }) =>
    ["links", "blockedBy"].flatMap((field) => {
      const { add = [], remove = [] } = elements[field] ?? {};
      return [...add, ...remove].map((element) => linkedKey(field, element).key);
    }),
  );
  const keys = [...new Set([...texts("parent"), ...texts("initiative"), ...texts("milestone"), ...linked])];
  const subjects = keys.length > 0 ? await findSubjects(ctx, keys) : new Map<string, Subject>();
  const handles = [...new Set(texts("assignee"))];
  const people =
    handles.length > 0
      ? await ctx.db.user.findMany({ where: { handle: { in: handles } }, select: { id: true, handle: true } })
      : [];
  return (field, ref) => {
    if (field === "assignee") {
      const person = people.find((one) => one.handle === ref);
      return person && { id: person.id, name: person.handle, projectId: null, away: null };
    }
    const subject = subjects.get(ref);
    return subject && { id: subject.id, name: subject.key, projectId: subject.projectId, away: past.away(subject) };
  };
}
