import { briefValue } from "#lib/core/brief-value";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { decisionColumns } from "#lib/domain/decisions/columns";
import { mayDecide } from "#lib/domain/decisions/policy";
import { decisionSearchEntry } from "#lib/domain/decisions/search-entry";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import { ImportDecisions, type ImportedDecision, ImportedDecisions } from "./noun-schema.ts";
import { type NounTarget, numbered, takeNounNumbers } from "./noun-target.ts";
import { sourceOf } from "./queries.ts";
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
      const row = decisionRow(item, { number, source, target, now: ctx.now });
      return { item, row, key: subjectKey({ kind: "decision", project: project.key, number }) };
    });
    await insertRows(ctx, [{ table: "Decision", rows: made.map(({ row }) => row) }]);
    const entries = made.map(({ row, key }) => decisionSearchEntry({ ...row, key }));
    await ctx.database.search.putMany(ctx.db, entries, { isNew: true });
    for (const { item, row, key } of made) {
      ctx.changed({
        kind: "decision",
        id: row.id,
        key,
        projectId: project.id,
        fields: {
          created: [false, true],
          source: [null, row.source],
          title: [null, row.title],
          status: [null, row.status],
          kind: [null, row.kind],
          context: ["", briefValue(row.context)],
          outcome: ["", briefValue(row.outcome)],
          rationale: ["", briefValue(row.rationale)],
          consequences: ["", briefValue(row.consequences)],
          decidedBy: [null, row.decidedById === null ? null : item.decider],
          decidedAt: [null, row.decidedAt?.toISOString() ?? null],
          shelf: ["live", row.shelf],
        },
        apart: true,
      });
    }
    return {
      created: made.map(({ item, key }) => ({ id: item.id, key })),
      existing: [...found].map(([id, { key }]) => ({ id, key })),
      leftOpen: leftOpen.map(({ id, status }) => ({ id, status })),
    };
  },
});

interface Around {
  number: number;
  source: string;
  target: NounTarget;
  now: Date;
}

function decisionRow(item: ImportedDecision, { number, source, target, now }: Around) {
  const times = timesOf(item, now);
  const { title, context, outcome, rationale, consequences, kind, status } = item;
  const decided = status === "proposed" ? null : item.decidedAt;
  return {
    id: newId(),
    ...times,
    projectId: target.project.id,
    number,
    ...decisionColumns({
      title,
      context,
      options: [],
      outcome,
      rationale,
      consequences,
      kind,
      impactAreas: [],
      status,
    }),
    decidedById: status === "proposed" || item.decider === null ? null : (target.people.get(item.decider) ?? null),
    decidedAt: decided === null ? null : new Date(decided),
    source: sourceOf(source, item.id),
  };
}
