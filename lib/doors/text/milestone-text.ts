import { inQuotes } from "#lib/core/one-line";
import type { Milestone, MilestoneLine } from "#lib/domain/milestones/schema";
import { DATA_MARK, quoted } from "#lib/domain/people/quoted";
import { by, progressText } from "./initiative-text.ts";
import { factsLine, row } from "./row.ts";

/** `TURBO-MS2  in_progress  3/8 done  by 2026-12-01  Title…` */
export function milestoneLine(milestone: MilestoneLine): string {
  const { key, status, progress, dueDate, late, shelf, title } = milestone;
  const place = shelf === "live" ? "" : ` (${shelf})`;
  const forecast = milestone.forecastLate && `forecast ${milestone.forecast.date}`;
  return row([key, `${status}${place}`, progressText(progress), by(dueDate, late), forecast], title);
}

/** What one needs to decide about a milestone, without its description. */
export function milestoneCard(milestone: MilestoneLine): string {
  const { key, title, status, progress, shelf, version, startDate, dueDate, forecast } = milestone;
  const when = forecast.date ? `forecast ${forecast.date}${milestone.forecastLate ? " (late)" : ""}: ` : "forecast: ";
  return [
    `${key}  ${inQuotes(title)}`,
    `  ${[status, progressText(progress), `version ${version}`, shelf !== "live" && shelf].filter(Boolean).join("  ")}`,
    ...factsLine([startDate && `from ${startDate}`, by(dueDate, milestone.late), `${when}${forecast.basis}`]),
  ].join("\n");
}

/** All that belongs to a milestone itself. */
export function milestoneFull(milestone: Milestone): string {
  const { description, updatedAt } = milestone;
  if (!description) return `${milestoneCard(milestone)}\n${DATA_MARK}`;
  return `${milestoneCard(milestone)}\n${DATA_MARK}\n${quoted(description, { what: "Description", at: updatedAt })}`;
}
