import { inQuotes, nameOrQuotes, oneLine } from "#lib/core/one-line";
import { sectionAt } from "#lib/domain/documents/outline";
import type { IssueChip } from "#lib/domain/issues/schema";
import { by, minute, quotedLines } from "#lib/domain/people/quoted";
import type { Question } from "#lib/domain/questions/schema";
import type { BriefDocument } from "./find-documents.ts";
import type { BriefDecision, Facts } from "./read-facts.ts";
import type { Line, Section } from "./section.ts";

/** The parts of a brief in order of worth; each answers null where there is nothing to say. */
export const SECTIONS: readonly ((facts: Facts) => Section | null)[] = [
  warnings,
  description,
  criteria,
  parent,
  milestone,
  questions,
  decisions,
  documents,
  unblocks,
  workLogs,
  comments,
  subIssues,
];

const line = (text: string): Line => ({ text });
const opens = (text: string): Line => ({ text, opens: true });
const quote = (text: string): Line[] => quotedLines(text.trimEnd()).map(line);
const chip = ({ key, status, title }: IssueChip) => `${key} ${status} ${inQuotes(title)}`;
/** One paragraph of somebody's words behind a name. */
const said = (name: string, text: string) => (text.trim() ? [line(`> ${name}: ${oneLine(text)}`)] : []);

const whole = ({ issue }: Facts): Section["how"] => ({
  words: "Read the issue whole.",
  operation: "issues.get",
  input: { issue: issue.key },
});

function warnings(facts: Facts): Section | null {
  const { issue, superseded } = facts;
  const lines = superseded.map(({ key, title, supersededBy: next }) => {
    const now = next
      ? `${next.key} ${inQuotes(next.title, 80)} took its place`
      : "nothing that you may see took its place";
    return line(`WARNING: leans on ${key} ${inQuotes(title, 80)}, which was superseded: ${now}.`);
  });
  if (issue.blocked) {
    const unseen = issue.blockers.items.length === 0;
    lines.push(
      ...(unseen ? [line("BLOCKED by an issue of a project that you may not see.")] : []),
      ...issue.blockers.items.map((one) => line(`BLOCKED by ${chip(one)}`)),
    );
  }
  if (lines.length === 0) return null;
  return {
    what: "warnings",
    share: 15,
    lines,
    more: issue.blockers.total > issue.blockers.items.length,
    how: whole(facts),
  };
}

function description(facts: Facts): Section | null {
  const { description: text, creator, createdAt } = facts.issue;
  if (text.begin.trim() === "") return null;
  const head = opens(`## Description${by(creator, null)}, ${minute(createdAt)}`);
  return { what: "description", share: 25, lines: [head, ...quote(text.begin)], more: text.cut, how: whole(facts) };
}

function criteria(facts: Facts): Section | null {
  const all = facts.issue.criteria;
  if (all.length === 0) return null;
  const lines = all.map(({ text, done, state, evidence }, place) => {
    const shown = evidence.map(({ kind, ref, note }) => `${kind} ${ref ? nameOrQuotes(ref, 80) : inQuotes(note, 80)}`);
    const standing = done ? ` ${[state, ...shown].join(", ")}` : "";
    return line(`${place + 1}. [${done ? "x" : " "}] ${inQuotes(text)}${standing}`);
  });
  return {
    what: "criteria",
    share: 20,
    lines: [opens("## Acceptance criteria"), ...lines],
    more: false,
    how: whole(facts),
  };
}

function parent({ issue }: Facts): Section | null {
  const { parent: above } = issue;
  if (!above) return null;
  return {
    ...{ what: "parent", share: 5, lines: [line(`## Parent ${chip(above)}`), ...quote(above.description.begin)] },
    more: above.description.cut,
    how: { words: "Read the parent whole.", operation: "issues.get", input: { issue: above.key } },
  };
}

function milestone({ issue }: Facts): Section | null {
  const { milestone: to } = issue;
  if (!to) return null;
  const due = to.dueDate ? `, due ${to.dueDate}` : "";
  return {
    ...{ what: "milestone", share: 3 },
    lines: [line(`## Milestone ${to.key} ${to.status} ${inQuotes(to.title)}${due}`), ...quote(to.description.begin)],
    more: to.description.cut,
    how: { words: "Read the milestone.", operation: "milestones.get", input: { milestone: to.key } },
  };
}

/** What is open, and the last answers. */
function questions({ issue, questions: { open, answered } }: Facts): Section | null {
  if (open.length + answered.length === 0) return null;
  const asked = (one: Question) => [
    line(`${one.blocking ? "Waits for" : "Asks"} @${one.of.handle}, ${minute(one.createdAt)}:`),
    ...quote(one.text),
  ];
  const told = (one: Question) => [
    line(`Asked, and answered${by(one.answeredBy, null)}, ${minute(one.answeredAt ?? one.updatedAt)}:`),
    ...quote(one.text),
    ...said("Answer", [one.choice, one.answer].filter(Boolean).join(". ")),
  ];
  return {
    ...{
      what: "questions",
      share: 12,
      lines: [opens("## Questions"), ...open.flatMap(asked), ...answered.flatMap(told)],
    },
    more: false,
    how: { words: "List the questions on it.", operation: "questions.list", input: { issue: issue.key } },
  };
}

function decisions({ issue, decisions: all, moreDecisions }: Facts): Section | null {
  if (all.length === 0) return null;
  return {
    ...{ what: "decisions", share: 15, lines: [opens("## Decisions that hold for it"), ...all.flatMap(decision)] },
    more: moreDecisions || all.some((one) => one.cut),
    how: { words: "Read which decisions hold for it.", operation: "decisions.for", input: { issue: issue.key } },
  };
}

function decision({ key, status, title, why, outcome, chosen, rejected }: BriefDecision): Line[] {
  return [
    line(`${key} ${status} ${inQuotes(title)} (${why.map(oneLine).join("; ")})`),
    ...said("Decided", outcome),
    ...said("Chosen", chosen ?? ""),
    ...rejected.map(({ name, why: reason }) => line(`> Not ${oneLine(name)}${reason ? `: ${oneLine(reason)}` : ""}`)),
  ];
}

function documents({ issue, documents: all, moreDocuments }: Facts): Section | null {
  if (all.length === 0) return null;
  return {
    ...{ what: "documents", share: 12, lines: [opens("## Documents"), ...all.flatMap(document)], more: moreDocuments },
    how: { words: "List what it names.", operation: "references.list", input: { on: issue.key, direction: "to" } },
  };
}

/** The section that the issue names, or the first lines. */
function document({ key, kind, status, title, author, updatedAt, near, body, section }: BriefDocument): Line[] {
  const part = section === null ? null : sectionAt(body, section);
  const head = `${key} ${kind} ${status} ${inQuotes(title)}${by(author, null)}, ${minute(updatedAt)} (${near})`;
  const text = part?.text ?? body.slice(0, FIRST_LINES);
  const lines = text.split(/\r\n|[\n\r]/).filter((one) => one.trim() !== "");
  return [
    line(`${head}${part ? ` section ${inQuotes(part.path, 100)}:` : ""}`),
    ...(part ? lines : lines.slice(0, 5)).flatMap((one) => quote(one)),
  ];
}

const FIRST_LINES = 600;

function unblocks(facts: Facts): Section | null {
  const { items, total } = facts.issue.unblocks;
  if (items.length === 0) return null;
  const lines = [opens("## Unblocks"), ...items.map((one) => line(chip(one)))];
  return { what: "what it unblocks", share: 3, lines, more: total > items.length, how: whole(facts) };
}

function workLogs({ issue, workLogs: all, workLogTotal }: Facts): Section | null {
  if (all.length === 0) return null;
  const lines = all.flatMap(({ user, via, model, startedAt, endedAt, note, branch, pullRequest, commits }) => {
    const facts = [
      `${minute(startedAt)}–${endedAt === null ? "still running" : minute(endedAt)}`,
      model && `model ${nameOrQuotes(model)}`,
      branch && `branch ${nameOrQuotes(branch, 80)}`,
      pullRequest && inQuotes(pullRequest, 200),
      commits.length > 0 &&
        `commits ${commits
          .slice(0, 5)
          .map((hash) => hash.slice(0, 12))
          .join(" ")}`,
    ];
    return [
      line(`Work${by(user, via)}, ${facts.filter(Boolean).join(", ")}`),
      ...(note.begin ? quote(note.begin) : []),
    ];
  });
  return {
    ...{ what: "work logs", share: 8, lines: [opens("## Latest work"), ...lines] },
    more: workLogTotal > all.length || all.some(({ note }) => note.cut),
    how: { words: "List its work logs.", operation: "worklogs.list", input: { issue: issue.key } },
  };
}

function comments({ issue, comments: all, commentTotal }: Facts): Section | null {
  if (all.length === 0) return null;
  const lines = all.flatMap(({ author, via, createdAt, body }) => [
    opens(`Comment${by(author, via)}, ${minute(createdAt)}`),
    ...quote(body.begin),
  ]);
  return {
    ...{ what: "comments", share: 10, lines: [opens(`## Comments, newest first (${commentTotal})`), ...lines] },
    more: commentTotal > all.length || all.some(({ body }) => body.cut),
    how: { words: "List its comments.", operation: "comments.list", input: { on: issue.key, sort: "-createdAt" } },
  };
}

function subIssues(facts: Facts): Section | null {
  const { items, total, done } = facts.issue.children;
  if (items.length === 0) return null;
  const lines = [opens(`## Sub-issues, ${done}/${total} done`), ...items.map((one) => line(chip(one)))];
  return { what: "sub-issues", share: 3, lines, more: total > items.length, how: whole(facts) };
}
