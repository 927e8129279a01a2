import { DECISION_STATUS_WORDS } from "#components/decisions/words";
import { listWords, shelfWords } from "#components/events/field-words";
import type { Event } from "#lib/domain/events/schema";

type Change = Event["changes"][number];

const TEXTS: Record<string, string> = {
  context: "the context",
  options: "the options",
  outcome: "what is decided",
  rationale: "the rationale",
  consequences: "the consequences",
  kind: "the kind",
  impactAreas: "the impact areas",
};
const GOVERNS = ["governsIssues", "governsDocuments", "governsInitiatives", "governsLabels", "governsPaths"];

/** What an event did to a decision, as the ends of a sentence that begins with who; `pageId` is what the page shows. */
export function decisionChangeWords(change: Change, pageId: string): string[] {
  const { fields } = change;
  const it = change.id === pageId ? "it" : change.key;
  if (fields.created)
    return [statusWords(fields.status?.[1], it) ?? `proposed ${change.id === pageId ? "the decision" : it}`];
  const words: string[] = [];
  const by = fields.supersededBy?.[1];
  if (fields.status) {
    const said = statusWords(fields.status[1], it);
    if (said) words.push(by && fields.status[1] === "superseded" ? `${said} by ${String(by)}` : said);
  }
  if (fields.title) words.push(`renamed ${it} from “${String(fields.title[0])}”`);
  if (fields.shelf) words.push(shelfWords(fields.shelf[1], it));
  if (fields.rechecked) {
    const [was, is] = fields.rechecked;
    words.push(is ? `rechecked ${String(is)} since ${it} was superseded` : `flagged ${String(was)} again`);
  }
  for (const name of GOVERNS) if (fields[name]) words.push(governsWords(fields[name], it));
  if (fields.supersedes) words.push(`changed what ${it} supersedes`);
  const texts = fields.status ? [] : Object.keys(fields).flatMap((name) => TEXTS[name] ?? []);
  if (texts.length > 0) words.push(`edited ${texts.join(" and ")}${it === "it" ? "" : ` of ${it}`}`);
  return words.length > 0 ? words : [`changed ${it}`];
}

function statusWords(status: unknown, it: string): string | null {
  if (status === "proposed" || !(String(status) in DECISION_STATUS_WORDS)) return null;
  if (status === "implemented") return `marked ${it} as implemented`;
  return `${String(status)} ${it}`;
}

function governsWords(change: [unknown, unknown], it: string): string {
  return listWords(
    change,
    (names) => `let ${it} govern ${names}`,
    (names) => `let ${it} no longer govern ${names}`,
  );
}
