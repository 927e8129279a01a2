import { ImportedDecision, type ImportedDecisionInput } from "#lib/domain/imports/noun-schema";
import { decisionSections } from "./decision-sections.ts";
import { listField, textField } from "./front-matter.ts";
import { type PlannedNouns, planNouns, type UnknownNounWord } from "./plan-nouns.ts";
import type { NounFile } from "./read-folder.ts";
import { strangers } from "./read-noun.ts";

const STATUSES: Readonly<Record<string, ImportedDecisionInput["status"]>> = {
  draft: "proposed",
  proposed: "proposed",
  accepted: "accepted",
  approved: "accepted",
  implemented: "implemented",
  superseded: "superseded",
  deprecated: "superseded",
  rejected: "rejected",
};
const HANDLE = /^@?[a-z0-9][a-z0-9._-]{0,38}$/i;

/** What the files of decisions/ become. */
export function planDecisions(
  files: readonly NounFile[],
): PlannedNouns<ImportedDecisionInput> & { unknown: UnknownNounWord[] } {
  const unknown: UnknownNounWord[] = [];
  const planned = planNouns(files, ImportedDecision, (noun): ImportedDecisionInput => {
    const { id, number, title, archived, fields, body, file } = noun;
    const word = textField(fields, "status");
    const status = word === null ? "proposed" : STATUSES[word.toLowerCase()];
    if (!status) unknown.push({ field: "decision status", word: word ?? "", taken: "proposed", file });
    const date = noun.date("date");
    const createdAt = noun.date("created_date") ?? date;
    const { context, outcome, rationale, consequences, moved } = decisionSections(body);
    const [decider] = listField(fields, "deciders").filter((name) => HANDLE.test(name));
    for (const heading of moved) noun.remarks.push(`its section "${heading}" stands in the section before it`);
    noun.remarks.push(
      ...strangers(fields, ["id", "title", "status", "date", "created_date", "updated_date", "deciders"]),
    );
    return {
      id,
      number,
      title,
      status: status ?? "proposed",
      kind: "technical",
      context,
      outcome,
      rationale,
      consequences,
      decider: decider ?? null,
      decidedAt: (status ?? "proposed") === "proposed" ? null : date,
      archived,
      createdAt,
      updatedAt: noun.date("updated_date") ?? date ?? createdAt,
    };
  });
  return { ...planned, unknown };
}
