import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { DECISION_KEPT } from "#lib/domain/decisions/fields";
import { mayDecide } from "#lib/domain/decisions/policy";
import { decisionSearchEntry } from "#lib/domain/decisions/search-entry";
import { beginnings, columnsOf, freshValues, type Values } from "#lib/domain/field-table";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import { ImportDecisions, type ImportedDecision, ImportedDecisions } from "./noun-schema.ts";
import { type NounTarget, numbered, takeNounNumbers } from "./noun-target.ts";
import { sourceOf } from "./queries.ts";
import { tellImported } from "./tell-imported.ts";
import { timesOf } from "./times-of.ts";

export const importDecisions = defineOperation({
  name: "imports.decisions",
  summary: "Bring up to 100 decisions of a project from another system; those imported before stay as they are.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/decisions",
  input: ImportDecisions,
  output: ImportedDecisions,
  authorize: (ctx, { project, source, items }) =>
    takeNounNumbers(ctx, {
      noun: "decision",
      project,
      source,
      items,
      handles: items.flatMap(({ decider }) => decider ?? []),
    }),
  async handle(ctx, { source, items }, target) {
    const { project, found } = target;
    const unknown = items.filter(({ id }) => !found.has(id));
    // Deciding is for people, also by way of a file.
    const leftOpen = mayDecide(ctx.actor) ? [] : unknown.filter(({ status }) => status !== "proposed");
    const fresh = numbered(
      unknown.map((item) => (leftOpen.includes(item) ? { ...item, status: "proposed" as const } : item)),
      target,
    );
    if (fresh.length === 0) ctx.unchanged();
    const made = fresh.map(({ item, number }) => {
      const values = valuesOf(item, target);
      const row = {
        id: newId(),
        ...timesOf(item, ctx.now),
        projectId: project.id,
        number,
        ...columnsOf(DECISION_KEPT, values),
        source: sourceOf(source, item.id),
      };
      return {
        item,
        fields: beginnings(DECISION_KEPT, values),
        row,
        key: subjectKey({ kind: "decision", project: project.key, number }),
      };
    });
    await insertRows(ctx, [{ table: "Decision", rows: made.map(({ row }) => row) }]);
    const entries = made.map(({ row, key }) => decisionSearchEntry({ ...row, key }));
    await ctx.database.search.putMany(ctx.db, entries, { isNew: true });
    tellImported(ctx, "decision", made);
    return {
      created: made.map(({ item, key }) => ({ id: item.id, key })),
      existing: [...found].map(([id, { key }]) => ({ id, key })),
      leftOpen: leftOpen.map(({ id, status }) => ({ id, status })),
    };
  },
});

function valuesOf(item: ImportedDecision, { people }: NounTarget): Values<typeof DECISION_KEPT> {
  const { decider, decidedAt, ...given } = item;
  const person = decider === null ? undefined : people.get(decider);
  if (item.status === "proposed") return freshValues(DECISION_KEPT, given);
  return freshValues(DECISION_KEPT, {
    ...given,
    decidedBy: decider === null || person === undefined ? null : { id: person, handle: decider },
    decidedAt: decidedAt === null ? null : new Date(decidedAt).toISOString(),
  });
}
