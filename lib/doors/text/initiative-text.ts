import { inQuotes } from "#lib/core/one-line";
import type { Initiative, InitiativeLine } from "#lib/domain/initiatives/schema";
import { DATA_MARK, quoted } from "#lib/domain/people/quoted";
import type { Progress } from "#lib/domain/progress/schema";
import { factsLine, row } from "./row.ts";

/** `I-3  in_progress  at_risk  3/8 done  by 2026-12-01  Title…` */
export function initiativeLine(initiative: InitiativeLine): string {
  const { key, status, health, progress, targetDate, late, shelf, title } = initiative;
  const place = shelf === "live" ? "" : ` (${shelf})`;
  return row([key, `${status}${place}`, health, progressText(progress), by(targetDate, late)], title);
}

/** What one needs to decide about an initiative, without its texts. */
export function initiativeCard(initiative: InitiativeLine): string {
  const { key, title, status, health, progress, shelf, version, owner, projects, startDate, targetDate } = initiative;
  return [
    `${key}  ${inQuotes(title)}`,
    `  ${[status, health, progressText(progress), `version ${version}`, shelf !== "live" && shelf].filter(Boolean).join("  ")}`,
    ...factsLine([
      owner && `owner @${owner.handle}`,
      startDate && `from ${startDate}`,
      by(targetDate, initiative.late),
      projects.length > 0 && `projects ${projects.join(", ")}`,
    ]),
  ].join("\n");
}

/** All that belongs to an initiative itself. */
export function initiativeFull(initiative: Initiative): string {
  const { description, latestUpdate: update, decisions, documents, updatedAt } = initiative;
  return [
    initiativeCard(initiative),
    DATA_MARK,
    ...(initiative.byProject.length > 1
      ? initiative.byProject.map((one) => `  ${row([one.project, progressText(one)], one.name)}`)
      : []),
    ...(description ? [quoted(description, { what: "Description", at: updatedAt })] : []),
    ...(update
      ? [
          quoted(update.body, {
            what: `Latest status update (${update.health})`,
            author: update.author,
            via: update.via,
            at: update.createdAt,
          }),
        ]
      : []),
    ...named("Decisions", decisions),
    ...named("Documents", documents),
  ].join("\n");
}

/** `3/8 done`; nothing where there are no issues. */
export function progressText({ open, done }: Progress): string {
  return open + done === 0 ? "" : `${done}/${open + done} done`;
}

export function by(date: string | null, late: boolean): string {
  return date === null ? "" : `by ${date}${late ? " (late)" : ""}`;
}

function named(heading: string, chips: readonly { key: string; title: string; status: string }[]): string[] {
  if (chips.length === 0) return [];
  return [`${heading}:`, ...chips.map(({ key, status, title }) => `  ${key}  ${status}  ${inQuotes(title, 60)}`)];
}
