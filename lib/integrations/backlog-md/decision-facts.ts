import { atxHeading } from "#lib/core/atx-heading";
import { cut } from "#lib/core/cut";
import { type Fact, recordFacts } from "#lib/domain/decisions/record-facts";
import { handlesAmong } from "../handles-among.ts";
import { readInstant } from "../instants.ts";
import { readList } from "../read-list.ts";
import type { ReadNoun } from "./read-noun.ts";

/** What a decision's file says of the decision, in its front matter or in its text. */
export interface DecisionFacts {
  /** As written. */
  status: string | null;
  date: string | null;
  /** The first decider who can be a person here. */
  decider: string | null;
  /** What has no field of its own, for the context. */
  told: string[];
  /** The text without them. */
  body: string;
}

/** Reads the facts; what of them is no date, or names further people, is remarked on. */
export function decisionFacts({ fields, remarks, body: text, title }: ReadNoun): DecisionFacts {
  const [status, date, names] = [fields.text("status"), fields.date("decided"), fields.list("deciders", "names")];
  const given: Fact[] = [];
  if (status !== null) given.push("status");
  if (date !== null) given.push("date");
  if (names.length > 0) given.push("deciders");
  const { facts, body } = recordFacts(withoutTitle(text, title), given);
  const day = readInstant(facts.date ?? null);
  if (facts.date !== undefined && day === null) remarks.push(`date "${facts.date}" is not a date and was left out`);
  const word = status ?? facts.status ?? null;
  const deciders = names.length > 0 ? names : readList(facts.deciders, "names").items;
  const [decider = null] = handlesAmong(deciders);
  const others = deciders.filter((name) => name !== decider).join(", ");
  if (others !== "") remarks.push(`decided by ${cut(others, 200)}: kept in the context`);
  return {
    ...{ status: word, date: date ?? day, decider, body },
    told: [
      ...(others === "" ? [] : [`Decided by ${deciders.join(", ")}.`]),
      ...(word !== null && /\s/.test(word) ? [`Status: ${word}`] : []),
    ],
  };
}

/** The heading that the title was taken from is not said again. */
function withoutTitle(body: string, title: string): string {
  const text = body.trimStart();
  const end = text.indexOf("\n");
  const heading = atxHeading(end < 0 ? text : text.slice(0, end));
  return heading?.level === 1 && heading.text === title ? text.slice(end < 0 ? text.length : end + 1) : body;
}
