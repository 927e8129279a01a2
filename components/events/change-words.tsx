import { decisionChangeWords } from "#components/decisions/change-words";
import { documentWords } from "#components/documents/document-change-words";
import { fieldWords, listWords, lowerWords, shelfWords } from "#components/events/field-words";
import { EVIDENCE_WORDS } from "#components/issues/evidence-words";
import { type FieldName, ISSUE_FIELDS } from "#components/issues/fields";
import { LINK_WORDS, RESOLUTION_WORDS } from "#components/issues/words";
import { planWords } from "#components/plans/change-words";
import { proposalChangeWords } from "#components/proposals/change-words";
import { isolated } from "#components/ui/isolated";
import { dayWords, durationWords } from "#components/ui/time-words";
import type { ToldCriterion, ToldEvidence } from "#lib/domain/criteria/schema";
import type { Event } from "#lib/domain/events/schema";
import { criteriaChange } from "#lib/domain/issues/criteria-change";

type Change = Event["changes"][number];

/** What an event did to an issue, as the ends of a sentence that begins with who. */
export function changeWords(event: Event, issueId: string): string[] {
  const changes = event.changes.filter((change) => change.id === issueId || change.kind !== "issue");
  return (changes.length > 0 ? changes : event.changes).flatMap((change) => wordsOf(change, issueId));
}

function wordsOf(change: Change, issueId: string): string[] {
  const { fields } = change;
  if (fields.purged) return [`removed ${purgedWords(change, issueId)} from the bin for good`];
  if (change.kind === "job")
    return [`${fields.retried ? "began" : "cancelled"} the job ${change.key.replaceAll("_", " ")}`];
  if (change.kind === "document") return documentWords(change);
  if (change.kind === "comment") return [commentWords(fields)];
  if (change.kind === "attachment") return [attachmentWords(fields)];
  if (change.kind === "decision") return decisionChangeWords(change, issueId);
  if (change.kind === "worklog") return [workLogWords(fields)];
  if (change.kind === "question") return [questionWords(fields)];
  if (change.kind === "proposal") return proposalChangeWords(change, issueId);
  if (change.kind === "session")
    return [fields.stopped?.[1] ? `stopped the session ${change.key}` : `let the session ${change.key} go on`];
  if (change.kind === "status_update") return planWords(change);
  if (change.id === issueId && (change.kind === "initiative" || change.kind === "milestone")) return planWords(change);
  if (change.id !== issueId) {
    const plans = [fields.initiative, fields.milestone].filter((plan) => plan !== undefined);
    if (plans.length > 0 && !fields.created)
      return plans.map(([before, after]) => membershipWords(change.key, before, after));
    if (fields.links) return [`${linkWords(fields.links)} on ${change.key}`];
    return [fields.created ? `filed ${change.key}` : `changed ${change.key}`];
  }
  if (fields.created) return ["filed the issue"];
  return Object.entries(fields).flatMap(([field, [before, after]]) => issueWords(field, before, after) ?? []);
}

/** What is gone: by its key where it had one of its own. */
function purgedWords({ kind, id, key }: Change, hereId: string): string {
  if (id === hereId) return "it";
  return PURGED_WORDS[kind] ?? key;
}

/** What has the key of the thing that it was on. */
const PURGED_WORDS: Readonly<Record<string, string>> = {
  comment: "a comment",
  attachment: "a file",
  worklog: "a work log",
  question: "a question",
  status_update: "a status update",
};

function commentWords(fields: Change["fields"]): string {
  if (fields.shelf) return shelfWords(fields.shelf[1], "a comment");
  return fields.created || fields.body?.[0] === null || fields.body?.[0] === "" ? "commented" : "edited a comment";
}

function attachmentWords(fields: Change["fields"]): string {
  if (fields.shelf) return shelfWords(fields.shelf[1], "a file");
  return `attached ${String(fields.name?.[1] ?? "a file")}`;
}

function workLogWords(fields: Change["fields"]): string {
  if (fields.shelf) return shelfWords(fields.shelf[1], "a work log");
  const minutes = fields.minutes?.[1];
  const time = typeof minutes === "number" ? ` ${durationWords(minutes)}` : "";
  if (fields.created) return fields.running?.[1] === true ? "started a timer" : `logged${time} of work`;
  if (fields.running)
    return fields.running[1] === false ? `stopped a timer${time ? ` after${time}` : ""}` : "started a timer";
  return "edited a work log";
}

function questionWords(fields: Change["fields"]): string {
  if (fields.shelf) return shelfWords(fields.shelf[1], "a question");
  if (fields.created) return `asked ${String(fields.of?.[1] ?? "somebody")}: ${said(fields.text?.[1])}`;
  switch (fields.state?.[1]) {
    case "answered":
      return `answered a question: ${[fields.choice, fields.begins ?? fields.answer].flatMap((field) => (field?.[1] ? said(field[1]) : [])).join(", ")}`;
    case "withdrawn":
      return "withdrew a question";
    default:
      return "opened a question again";
  }
}

/** A text in quotes, as much of it as a sentence takes; one that is known by its length alone has no words. */
function said(text: unknown): string {
  if (typeof text !== "string") return "a long text";
  return `“${isolated(
    text.length > 120
      ? `${text
          .slice(0, 119)
          .replace(/[\uD800-\uDBFF]$/, "")
          .trimEnd()}…`
      : text,
  )}”`;
}

function issueWords(field: string, before: unknown, after: unknown): string | null {
  const words = field in ISSUE_FIELDS ? ISSUE_FIELDS[field as FieldName].words : undefined;
  if (words) return `changed ${field} from ${words[String(before)]} to ${words[String(after)]}`;
  switch (field) {
    case "resolution":
      return after ? `resolved it as ${lowerWords(RESOLUTION_WORDS, after)}` : null;
    case "assignee":
      return after ? `assigned it to ${String(after)}` : `took it from ${String(before)}`;
    case "labels":
      return listWords(
        [before, after],
        (names) => `added the label ${names}`,
        (names) => `dropped the label ${names}`,
      );
    case "criteria":
      return criteriaWords(before, after);
    case "evidence":
      return evidenceWords(before, after);
    case "dueDate":
      return after ? `set the due date to ${dayWords(String(after), Date.now())}` : "cleared the due date";
    case "estimate":
      return after === null ? "cleared the estimate" : `estimated ${String(after)} points`;
    case "initiative":
    case "milestone":
      return membershipWords("it", before, after);
    case "branch":
      return after ? `set the branch to ${String(after)}` : "cleared the branch";
    case "links":
      return linkWords([before, after]);
    case "startedAt":
    case "completedAt":
    case "queuedAt":
    case "lapsed":
      return null;
    case "claim":
      return after ? "claimed it" : `ended the claim of ${String(before)}`;
    case "reason":
      return `gave it back: ${isolated(String(after))}`;
    case "pin":
      return after === null ? "unpinned it in the queue" : "pinned it in the queue";
    case "forced":
      return "closed it although it was blocked";
    default: {
      const words = fieldWords(field, before, after);
      return words === undefined ? `changed ${field}` : words;
    }
  }
}

/** Says that something came to a plan, left it, or went from one to another. */
function membershipWords(what: string, before: unknown, after: unknown): string {
  if (before && after) return `moved ${what} from ${String(before)} to ${String(after)}`;
  return after ? `added ${what} to ${String(after)}` : `took ${what} out of ${String(before)}`;
}

function linkWords([before, after]: [unknown, unknown]): string {
  const link = (after ?? before) as { kind?: keyof typeof LINK_WORDS; issue?: string } | null;
  const words = link?.kind ? LINK_WORDS[link.kind].toLowerCase() : "linked to";
  return `${after ? "added the link" : "dropped the link"} “${words} ${link?.issue ?? ""}”`;
}

function evidenceWords(before: unknown, after: unknown): string {
  const list = (what: string, evidence: unknown) => {
    if (!Array.isArray(evidence) || evidence.length === 0) return [];
    const named = (evidence as ToldEvidence[]).map(
      ({ kind, ref, note }) => `${EVIDENCE_WORDS[kind].toLowerCase()} ${isolated(ref || `“${note}”`)}`,
    );
    return [`${what} ${named.join(", ")}`];
  };
  return [...list("added as evidence", after), ...list("took back the evidence", before)].join(" and ");
}

function criteriaWords(before: unknown, after: unknown): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return "changed the criteria";
  const { added, dropped, ticked, unticked, verified, unverified } = criteriaChange(before, after);
  const named = (what: string, which: readonly ToldCriterion[]) =>
    which.length > 0 ? [`${what} ${which.map(({ text }) => `“${isolated(text)}”`).join(", ")}`] : [];
  const count = (what: string, { length }: readonly ToldCriterion[]) =>
    length > 0 ? [`${what} ${length === 1 ? "a criterion" : `${length} criteria`}`] : [];
  const parts = [
    ...named("ticked", ticked),
    ...named("unticked", unticked),
    ...named("verified", verified),
    ...named("took back the verification of", unverified),
    ...count("added", added),
    ...count(
      "dropped",
      dropped.filter(({ done }) => !done),
    ),
    // A tick that goes with its criterion is work that was done.
    ...named(
      "dropped the ticked",
      dropped.filter(({ done }) => done),
    ),
  ];
  return parts.length > 0 ? parts.join(" and ") : "changed the criteria";
}
