import type { ReadContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { findSubjects, type Subject } from "./find-subjects.ts";
import { requireInUse } from "./in-use.ts";
import { refuseSharedOldKey } from "./shared-old-key.ts";

/** What a key or id stands for, what lies in the bin included. Throws `not_found`. */
export async function requireSubject(ctx: ReadContext, ref: string, path: string): Promise<Subject> {
  const found = (await findSubjects(ctx, [ref])).get(ref);
  if (found) return found;
  await refuseSharedOldKey(ctx, ref, path);
  throw notFound(
    path,
    `There is nothing with the key "${ref.slice(0, 80)}". Keys look like TURBO-12, TURBO-DOC4, TURBO-DEC7, DEC-7, TURBO-MS2, I-3 or TURBO.`,
  );
}

/** Something that can be written to: what lies in the bin, or its project there, has to be restored first. */
export async function requireUsableSubject(ctx: ReadContext, ref: string, path: string): Promise<Subject> {
  return requireInUse(await requireSubject(ctx, ref, path));
}
