import { decisionStatusOf } from "#lib/domain/decisions/status-word";
import { ImportedDecision, type ImportedDecisionInput } from "#lib/domain/imports/noun-schema";
import { decisionFacts } from "./decision-facts.ts";
import { decisionSections } from "./decision-sections.ts";
import { type Numbered, type PlannedNouns, planNouns, type UnknownNounWord } from "./plan-nouns.ts";
import type { NounFile } from "./read-folder.ts";
import { type ReadNoun, strangers } from "./read-noun.ts";

/** What the files of decisions/ become. */
export function planDecisions(
  files: readonly NounFile[],
): PlannedNouns<ImportedDecisionInput> & { unknown: UnknownNounWord[] } {
  const unknown: UnknownNounWord[] = [];
  const become = (noun: ReadNoun & Numbered): ImportedDecisionInput => {
    const { id, number, title, archived, fields, file } = noun;
    const { status: word, date, decider, told, body } = decisionFacts(noun);
    const status = word === null ? "proposed" : decisionStatusOf(word);
    if (!status) unknown.push({ field: "decision status", word: word ?? "", taken: "proposed", file });
    const { context, outcome, rationale, consequences, moved } = decisionSections(body);
    for (const heading of moved) noun.remarks.push(`its section "${heading}" stands in the section before it`);
    return {
      ...{ id, number, title, archived, outcome, rationale, consequences, decider },
      status: status ?? "proposed",
      kind: "technical",
      decidedAt: (status ?? "proposed") === "proposed" ? null : date,
      createdAt: fields.date("created") ?? date,
      updatedAt: fields.date("updated"),
      context: [context, ...told, strangers(noun)].filter(Boolean).join("\n\n"),
    };
  };
  return { ...planNouns(files, ImportedDecision, become, nameless), unknown };
}

/** A file named by hand, without an id, goes by its path; a readme speaks of the folder. */
function nameless({ file }: ReadNoun): Numbered | null {
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (/^(readme|index|template)\b/i.test(name)) return null;
  const number = Number(/^(?:[a-z]+[- ]?)?0*([1-9]\d{0,5})(?!\d)/i.exec(name)?.[1] ?? 0);
  return { id: file.toUpperCase(), number: number || null };
}
