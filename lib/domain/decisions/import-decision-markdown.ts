import type { z } from "zod";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import type { Person } from "#lib/domain/people/schema";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import { addDecision, namedByNew, type Origin } from "./add-decision.ts";
import { publicDecision } from "./decision-row.ts";
import { mayDecide } from "./policy.ts";
import { type DecisionRecord, readRecord } from "./read-record.ts";
import { ImportedDecision, MarkdownImport, NewDecision } from "./schema.ts";

export const importDecisionMarkdown = defineOperation({
  name: "decisions.import_markdown",
  summary: "Make a decision from a Markdown record: MADR 3 or 4, or as decisions.markdown writes it.",
  access: "write",
  rest: "POST /decisions/import",
  input: MarkdownImport,
  output: ImportedDecision,
  authorize: async (ctx, input) => {
    const record = readRecord(input.markdown);
    const project = input.project ?? (input.project === null ? null : record.project);
    await requireNew(ctx, record, project);
    const notices: string[] = [];
    const decidedBy = await findDecider(ctx, record, notices);
    const decision = await toInput(ctx, record, project, notices);
    return { record, decision, decidedBy, notices, named: await namedByNew(ctx, decision) };
  },
  async handle(ctx, { source }, { record, decision, decidedBy, notices, named }) {
    const origin = originOf(ctx, record, { decidedBy, source: source ?? null, notices });
    return { decision: publicDecision(await addDecision(ctx, decision, named, origin)), notices };
  },
});

/** Refuses a record of a decision that is here already, unless it goes to another project. */
async function requireNew(ctx: ReadContext, { key }: DecisionRecord, project: string | null): Promise<void> {
  if (key === null) return;
  const here = (await findSubjects(ctx, [key])).get(key);
  const of = key.includes("-DEC") ? key.slice(0, key.indexOf("-DEC")) : null;
  if (!here || (project?.toUpperCase() ?? null) !== of) return;
  throw new TurboError(
    "refused",
    `${here.key} is here already. Change it there, or take turbo.key out of the file to import a copy.`,
  );
}

/** The record as a new decision; what it names and is not here any more is left out and said. */
async function toInput(
  ctx: ReadContext,
  record: DecisionRecord,
  project: string | null,
  notices: string[],
): Promise<z.output<typeof NewDecision>> {
  const { governs, supersedes } = record;
  const keyed = [
    ...(governs.issues ?? []),
    ...(governs.documents ?? []),
    ...(governs.initiatives ?? []),
    ...supersedes,
  ];
  const found = await findSubjects(ctx, keyed);
  const labels = await ctx.db.label.findMany({
    where: { shelf: "live", name: { in: governs.labels ?? [] } },
    select: { name: true },
  });
  const known = (list: readonly string[] | undefined, has: (ref: string) => boolean) =>
    (list ?? []).filter((ref) => has(ref) || (notices.push(`"${ref}" is not here, so it is not linked.`) && false));
  const usable = (ref: string) => found.has(ref) && found.get(ref)?.shelf !== "binned";
  const parsed = NewDecision.safeParse({
    project,
    title: record.title || "Untitled decision",
    context: record.context,
    options: record.options.map(({ id: _, ...option }) => option),
    outcome: record.outcome,
    rationale: record.rationale,
    consequences: record.consequences,
    kind: record.kind,
    impactAreas: record.impactAreas,
    governs: {
      issues: known(governs.issues, usable),
      documents: known(governs.documents, usable),
      initiatives: known(governs.initiatives, usable),
      labels: known(governs.labels, (name) => labels.some((label) => label.name === name)),
      paths: governs.paths ?? [],
    },
    supersedes: known(
      supersedes,
      (ref) => usable(ref) && ["accepted", "implemented"].includes(found.get(ref)?.status ?? ""),
    ),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidField("markdown", `The file's ${issue?.path.join(".") || "text"} does not fit: ${issue?.message ?? ""}`);
}

/** The first decider who is somebody here; the names of the others are kept in the context. */
async function findDecider(ctx: ReadContext, record: DecisionRecord, notices: string[]): Promise<Person | null> {
  const handle = (name: string) => name.replace(/^@/, "").toLowerCase();
  const people = await ctx.db.user.findMany({
    where: { handle: { in: record.deciders.map(handle) }, disabledAt: null },
    select: { id: true, handle: true, name: true },
  });
  const known = record.deciders.flatMap((name) => people.find((person) => person.handle === handle(name)) ?? []);
  const others = record.deciders.filter((name) => handle(name) !== known[0]?.handle);
  if (others.length > 0) {
    record.context = [record.context, `**decision-makers:** ${others.join(", ")}`].filter(Boolean).join("\n\n");
    notices.push(`Decided by ${others.join(", ")}: kept in the context.`);
  }
  return known[0] ?? null;
}

function originOf(
  ctx: WriteContext,
  { status, supersededBy, decidedAt }: DecisionRecord,
  { decidedBy, source, notices }: { decidedBy: Person | null; source: string | null; notices: string[] },
): Origin {
  const decided = status !== "proposed" && mayDecide(ctx.actor);
  if (status !== "proposed" && !decided)
    notices.push(`It is proposed here, not ${status}: a person decides, not an agent's key.`);
  if (supersededBy !== null) notices.push(`${supersededBy} took its place where it comes from; that is not linked.`);
  return {
    status: decided ? status : "proposed",
    decidedBy: decided ? decidedBy : null,
    decidedAt: decided ? (decidedAt ? new Date(decidedAt).toISOString() : ctx.now.toISOString()) : null,
    source,
  };
}
