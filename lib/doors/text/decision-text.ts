import { inQuotes, oneLine, shorten } from "#lib/core/one-line";
import type { DecisionOption } from "#lib/domain/decisions/fields";
import type {
  Decision,
  DecisionChip,
  DecisionLine,
  GoverningDecision,
  HoldingDecision,
  SupersededWarning,
} from "#lib/domain/decisions/schema";
import { DATA_MARK, minute, quoted } from "#lib/domain/people/quoted";
import { factsLine, row } from "./row.ts";

/** `TURBO-DEC7  accepted  technical  Title…`, with the one that took its place. */
export function decisionLine(decision: DecisionLine): string {
  const { key, status, kind, shelf, supersededBy: next, warnings, title } = decision;
  const place = shelf === "live" ? "" : ` (${shelf})`;
  const stale = warnings > 0 && `${warnings} to recheck`;
  return row([key, `${status}${place}`, kind, next && `→ ${next.key}`, stale], title);
}

/** What one needs to decide about a decision, without its texts. */
export function decisionCard(decision: Decision): string {
  const { key, title, status, kind, shelf, version, decidedBy, decidedAt, impactAreas, governs } = decision;
  const keys = (chips: readonly { key: string }[]) => chips.map((chip) => chip.key);
  const holds = [
    ...governs.paths.map((path) => inQuotes(path)),
    ...keys(governs.issues),
    ...keys(governs.documents),
    ...keys(governs.initiatives),
    ...governs.labels.map(({ name }) => `label ${inQuotes(name)}`),
  ];
  return [
    `${key}  ${inQuotes(title)}`,
    `  ${[status, kind, `version ${version}`, shelf !== "live" && shelf].filter(Boolean).join("  ")}`,
    ...factsLine([
      decidedAt && `decided ${minute(decidedAt)}${decidedBy ? ` by @${decidedBy.handle}` : ""}`,
      impactAreas.length > 0 && `impact ${impactAreas.map((area) => inQuotes(area)).join(", ")}`,
    ]),
    ...(holds.length > 0 ? [`  governs ${holds.join(", ")}`] : []),
    ...(decision.supersedes.length > 0 ? [`  supersedes ${keys(decision.supersedes).join(", ")}`] : []),
    ...superseded(decision.supersededBy),
    ...(decision.stale.length > 0 ? [`  to be rechecked: ${keys(decision.stale).join(", ")}`] : []),
  ].join("\n");
}

function superseded(by: DecisionChip | null): string[] {
  if (!by) return [];
  const verb = by.status === "proposed" ? "would be superseded by" : "SUPERSEDED by";
  return [`  ${verb} ${by.key}  ${inQuotes(by.title, 60)}`];
}

/** All of a decision. */
export function decisionFull(decision: Decision): string {
  const { context, outcome, rationale, consequences, options, proposer, createdAt } = decision;
  const text = (what: string, body: string) => (body ? [quoted(body, { what, author: proposer, at: createdAt })] : []);
  return [
    decisionCard(decision),
    DATA_MARK,
    ...text("Context", context),
    ...(options.length > 0 ? ["Options considered (data):", ...options.flatMap(optionText)] : []),
    ...text("Decision", outcome),
    ...text("Rationale", rationale),
    ...text("Consequences", consequences),
  ].join("\n");
}

function optionText({ name, chosen, pros, cons, whyNot }: DecisionOption): string[] {
  const point = (sign: string) => (text: string) => `>   ${sign} ${oneLine(text)}`;
  return [
    `> ${oneLine(name)}${chosen ? " (chosen)" : ""}`,
    ...pros.map(point("+")),
    ...cons.map(point("-")),
    ...(whyNot ? [`>   why not: ${oneLine(whyNot)}`] : []),
  ];
}

/** A decision that holds somewhere: what one has to know to follow it, rejected options included. */
export function holdingText(decision: HoldingDecision): string {
  const { key, status, kind, title, why, outcome, rationale, consequences, chosen } = decision;
  // Where none is marked as chosen, an option without a reason against it may be the one that was taken.
  const rejected = decision.rejected.filter(({ whyNot, cons }) => chosen !== null || whyNot || cons.length > 0);
  const long = (name: string, text: string, bytes: number) => (text ? [`> ${name}: ${shorten(text, bytes)}`] : []);
  return [
    `${key}  ${status}  ${kind}  ${inQuotes(title)}  (${why.map(oneLine).join("; ")})`,
    ...long("Decided", outcome, 600),
    ...long("Chosen", chosen ?? "", 200),
    ...long("Because", rationale, 300),
    ...long("So", consequences, 300),
    ...rejected.map((option) => {
      const reasons = option.whyNot || option.cons.join("; ");
      return `> Not ${shorten(option.name, 100)}${reasons ? `: ${shorten(reasons, 200)}` : ""}`;
    }),
  ].join("\n");
}

/** A decision that no longer holds, and what took its place. */
export function supersededText({ key, title, why, supersededBy: next }: SupersededWarning): string {
  const head = `WARNING: ${key} (${inQuotes(title, 60)}; ${why.map(oneLine).join("; ")}) no longer holds.`;
  if (!next) return head;
  const said = next.outcome ? `\n> Decided: ${shorten(next.outcome, 300)}` : "";
  return `${head} ${next.key} took its place: ${inQuotes(next.title)}${said}`;
}

/** What governs something, for its page: warnings of superseded ones first. */
export function governingText(decisions: readonly GoverningDecision[], asked: string): string[] {
  const stale = decisions.filter((decision) => decision.stale);
  const holding = decisions.filter((decision) => !decision.stale && decision.status !== "superseded");
  return [
    ...stale.map(({ key, title, supersededBy: next }) => {
      const now = next ? `${next.key} (${inQuotes(next.title, 60)}) took its place` : "nothing took its place";
      return `WARNING: leans on ${key} (${inQuotes(title, 60)}), which was superseded: ${now}. Check what that changes.`;
    }),
    ...(holding.length > 0 ? [`Decisions that govern it (decisions_for ${asked} says what they say):`] : []),
    ...holding.map(({ key, status, title }) => `  ${key}  ${status}  ${inQuotes(title, 60)}`),
  ];
}
