import { inQuotes, nameOrQuotes } from "#lib/core/one-line";
import type { ToldCriterion, ToldEvidence } from "#lib/domain/criteria/schema";
import type { Event } from "#lib/domain/events/schema";
import { criteriaChange } from "#lib/domain/issues/criteria-change";
import { minute } from "#lib/domain/people/quoted";
import { proposalChange } from "./proposal-text.ts";

/** Changes that an event's line tells. */
const CHANGES = 5;

/** One event: number, time, who by what means, and the changed fields of each subject. */
export function eventLine(event: Event): string {
  const { actor } = event;
  const means = [
    actor.key && `key ${inQuotes(actor.key)}`,
    event.session && `session ${nameOrQuotes(event.session)}`,
    event.door,
  ];
  const more = event.changes.length - CHANGES;
  // What became of a proposal says by itself what was made of it.
  const first = event.changes.filter(({ kind }) => kind === "proposal");
  const ordered = [...first, ...event.changes.filter((change) => !first.includes(change))];
  const changes = [...ordered.slice(0, CHANGES).map(changeText), ...(more > 0 ? [`and ${more} more things`] : [])];
  return `#${event.number}  ${minute(event.at)}  @${actor.handle} (${means.filter(Boolean).join(", ")})  ${changes.join(" | ")}`;
}

/** What was changed of one thing: each field before and after. */
export function changeText({ kind, key, fields }: Pick<Event["changes"][number], "kind" | "key" | "fields">): string {
  const told = OWN_WORDS[kind]?.(fields) ?? fieldsText(fields);
  return `${kind} ${nameOrQuotes(key, 60)}: ${told}`;
}

/** Kinds whose changes are told in words of their own; null where field by field says it. */
const OWN_WORDS: Readonly<Record<string, (fields: Event["changes"][number]["fields"]) => string | null>> = {
  question: questionText,
  proposal: proposalChange,
};

/** Bytes of what was asked or answered. */
const SAID = 300;

/** What was asked of whom, or what was answered. */
function questionText(fields: Event["changes"][number]["fields"]): string {
  const quoted = (value: unknown) => (typeof value === "string" ? inQuotes(value, SAID) : "a long text");
  if ("created" in fields) {
    const options = Array.isArray(fields.options?.[1]) ? fields.options[1].map((one) => inQuotes(String(one), 60)) : [];
    const blocks = fields.blocking?.[1] === true ? ", its issue waits" : "";
    const of = options.length > 0 ? ` of ${options.join(", ")}` : "";
    return `asked @${fields.of?.[1]}${blocks}: ${quoted(fields.text?.[1])}${of}`;
  }
  if (fields.state?.[1] !== "answered") return fieldsText(fields);
  const words = [fields.choice?.[1], fields.begins?.[1] ?? fields.answer?.[1]].filter(Boolean).map(quoted);
  return `answered by @${fields.answeredBy?.[1]}: ${words.join(": ")}`;
}

function fieldsText(fields: Event["changes"][number]["fields"]): string {
  const changed = Object.entries(fields);
  const name = fields.title ?? fields.name;
  if ("created" in fields) return `created${name ? ` ${inQuotes(String(name[1]), 60)}` : ""}`;
  return changed
    .map(([name, [before, after]]) =>
      name === "criteria" && Array.isArray(before) && Array.isArray(after)
        ? `criteria ${criteriaText(before, after)}`
        : name === "evidence" && Array.isArray(before) && Array.isArray(after)
          ? `evidence ${evidenceText(before, after)}`
          : `${name} ${valueText(before)} → ${valueText(after)}`,
    )
    .join(", ");
}

/** What came of the criteria; a tick that went with its criterion is named. */
function criteriaText(before: readonly ToldCriterion[], after: readonly ToldCriterion[]): string {
  const { dropped, ...others } = criteriaChange(before, after);
  const parts = Object.entries({
    ...others,
    dropped: dropped.filter(({ done }) => !done),
    "dropped while ticked": dropped.filter(({ done }) => done),
  });
  const named = parts.flatMap(([what, list]) =>
    list.length > 0 ? [`${what} ${list.map(({ text }) => inQuotes(text, 60)).join(", ")}`] : [],
  );
  return named.length > 0 ? named.join("; ") : "reworded or moved";
}

/** What evidence came and went. */
function evidenceText(gone: readonly ToldEvidence[], come: readonly ToldEvidence[]): string {
  const named = ({ kind, ref, note }: ToldEvidence) => `${kind} ${ref ? nameOrQuotes(ref, 60) : inQuotes(note, 60)}`;
  return [...come.map((one) => `added ${named(one)}`), ...gone.map((one) => `removed ${named(one)}`)].join("; ");
}

function valueText(value: unknown): string {
  if (value === null || value === "") return "nothing";
  if (typeof value === "string") return nameOrQuotes(value, 60);
  if (typeof value === "object" && "hash" in value) return "a long text";
  return inQuotes(JSON.stringify(value), 60);
}
