import type { FieldChanges, WriteContext } from "#lib/core/context";
import type { KeyedKind } from "#lib/domain/kinds";

interface Imported {
  key: string;
  row: { id: string; projectId: string; source: string | null; shelf: string };
  /** What is told of it besides. */
  fields: FieldChanges;
}

/** Says that things came in, each in an event of its own. */
export function tellImported(ctx: WriteContext, kind: KeyedKind, made: readonly Imported[]): void {
  for (const { key, row, fields } of made) {
    const { id, projectId, source, shelf } = row;
    ctx.changed({
      kind,
      id,
      key,
      projectId,
      fields: { ...fields, source: [null, source], shelf: ["live", shelf] },
      apart: true,
    });
  }
}
