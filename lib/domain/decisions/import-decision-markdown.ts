import type { z } from "zod";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import type { Row } from "#lib/core/row-value";
import type { Person } from "#lib/domain/people/schema";
import { subjectOf } from "#lib/domain/subjects/find-subjects";
import { whyAway } from "#lib/domain/subjects/in-use";
import { addDecision, namedByNew, type Origin } from "./add-decision.ts";
import { publicDecision } from "./decision-row.ts";
import { mayDecide } from "./policy.ts";
import { type DecisionRecord, readRecord } from "./read-record.ts";
import { keyedAmong, readNamed } from "./resolve-governs.ts";
import { ImportedDecision, MarkdownImport, NewDecision } from "./schema.ts";

export const importDecisionMarkdown = defineOperation({
  name: "decisions.import_markdown",
  summary: "Make a decision from a Markdown record: MADR 3 or 4, or as decisions.markdown writes it.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/import",
  input: MarkdownImport,
  output: ImportedDecision,
  authorize: async (ctx, input) => {
    const record = readRecord(input.markdown);
    const project = input.project ?? (input.project === null ? null : record.project);
    const rows = await readRows(ctx, record, project);
    requireNew(rows, record, project);
    const notices = [...record.notices];
    const decidedBy = findDecider(rows, record, notices);
    const decision = toInput(rows, record, project, notices);
    return { record, decision, decidedBy, notices, named: await namedByNew(ctx, decision, rows) };
  },
  async handle(ctx, { source }, { record, decision, decidedBy, notices, named }) {
    const origin = originOf(ctx, record, { decidedBy, source: source ?? null, notices });
    return { decision: publicDecision(await addDecision(ctx, decision, named, origin)), notices };
  },
});

/** Deciders that are looked for, at most. */
const DECIDERS = 100;

/** All that a record names, in one statement, as far as it is here. */
function readRows(ctx: ReadContext, record: DecisionRecord, project: string | null): Promise<Row[]> {
  const refs = [...keyedRefs(record), ...(record.key === null ? [] : [record.key])];
  const handles = record.deciders.slice(0, DECIDERS).map(handleOf);
  return readNamed(ctx, { refs, labels: record.governs.labels ?? [], project, handles });
}

function keyedRefs({ governs, supersedes }: DecisionRecord): string[] {
  return [...(governs.issues ?? []), ...(governs.documents ?? []), ...(governs.initiatives ?? []), ...supersedes];
}

const handleOf = (name: string) => name.replace(/^@/, "").toLowerCase();

/** Refuses a record of a decision that is here already, unless it goes to another project. */
function requireNew(rows: readonly Row[], { key }: DecisionRecord, project: string | null): void {
  if (key === null) return;
  const here = subjectOf(keyedAmong(rows), key);
  const of = key.includes("-DEC") ? key.slice(0, key.indexOf("-DEC")) : null;
  if (!here || (project?.toUpperCase() ?? null) !== of) return;
  throw new TurboError(
    "refused",
    `${here.key} is here already. Change it there, or take turbo.key out of the file to import a copy.`,
  );
}

/** The record as a new decision; what it names and is not here any more is left out and said. */
function toInput(
  rows: readonly Row[],
  record: DecisionRecord,
  project: string | null,
  notices: string[],
): z.output<typeof NewDecision> {
  const { governs, supersedes } = record;
  const keyed = keyedAmong(rows);
  const found = (ref: string) => subjectOf(keyed, ref);
  const labels = rows.filter((row) => row.kind === "label").map((row) => String(row.key));
  const known = (list: readonly string[] | undefined, has: (ref: string) => boolean) =>
    (list ?? []).filter((ref) => has(ref) || (notices.push(`"${ref}" is not here, so it is not linked.`) && false));
  const usable = (ref: string) => {
    const subject = found(ref);
    return subject !== undefined && whyAway(subject) === null;
  };
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
      labels: known(governs.labels, (name) => labels.includes(name)),
      paths: governs.paths ?? [],
    },
    supersedes: known(
      supersedes,
      (ref) => usable(ref) && ["accepted", "implemented"].includes(found(ref)?.status ?? ""),
    ),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidField("markdown", `The file's ${issue?.path.join(".") || "text"} does not fit: ${issue?.message ?? ""}`);
}

/** The first decider who is somebody here; the names of the others are kept in the context. */
function findDecider(rows: readonly Row[], record: DecisionRecord, notices: string[]): Person | null {
  const people = rows.filter((row) => row.kind === "handle");
  const known = record.deciders.flatMap((name) => people.filter((row) => row.key === handleOf(name)));
  const others = record.deciders.filter((name) => handleOf(name) !== known[0]?.key);
  if (others.length > 0) {
    record.context = [record.context, `**decision-makers:** ${others.join(", ")}`].filter(Boolean).join("\n\n");
    notices.push(`Decided by ${others.join(", ")}: kept in the context.`);
  }
  return known[0] ? { id: String(known[0].id), handle: String(known[0].key), name: String(known[0].title) } : null;
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
