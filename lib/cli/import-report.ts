import type { ImportReport } from "#lib/integrations/backlog-md/report";
import {
  count,
  counted,
  grouped,
  listed,
  mappedWords,
  newNumbers,
  section,
  shortened,
  unknownDates,
} from "./import-report-lines.ts";

/** The report of a Backlog.md import as people read it, a line each. */
export function importReportText(report: ImportReport): string {
  return [...summary(report), ...mappings(report), ...names(report), ...troubles(report)].join("\n");
}

function summary(report: ImportReport): string[] {
  const { dryRun, project, issues, milestones, decisions, documents, references } = report;
  const made = [
    count(issues.created, "issue"),
    count(milestones.created, "milestone"),
    count(decisions.created, "decision"),
    count(documents.created, "document"),
  ];
  const before = [issues, milestones, decisions, documents].reduce((sum, { existing }) => sum + existing, 0);
  const links = [
    count(report.parents, "parent"),
    count(report.blockers, "dependency", "dependencies"),
    `${count(report.scheduled, "issue")} in milestones`,
    ...(references === null ? [] : [`${count(references, "name")} in texts`]),
  ];
  return [
    `${dryRun ? "Would create" : "Created"} ${listed(made)} in ${project.key} (${project.name}).`,
    `${before} were imported before and stay as they are.`,
    `${count(issues.inFolder, "task file")} read, ${issues.archived} of them archived.`,
    `Links ${dryRun ? "in the folder" : "made"}: ${links.join(", ")}.`,
    ...(dryRun ? ["Nothing was written."] : []),
    ...(dryRun && report.refused ? [`The import would be refused: ${report.refused}`] : []),
  ];
}

function mappings({ mapped, unknown, otherFields, dates }: ImportReport): string[] {
  return [
    ...mappedWords(mapped, ["status", "priority", "type"]),
    ...section(
      "Words that Turbo does not know",
      grouped(
        unknown.map(({ field, word, taken, file }) => [file, `${field} "${word}", taken as ${taken}`]),
        false,
      ),
    ),
    ...section(
      "Fields without a place of their own (they stand in the descriptions)",
      otherFields.map(({ field, files }) => `  ${field}  ${counted(files)}`),
    ),
    ...unknownDates(dates),
  ];
}

function names({ renumbered, unmatchedAssignees, otherNames, ...report }: ImportReport): string[] {
  const others = [report.milestones, report.decisions, report.documents].flatMap((noun) => noun.renumbered);
  return [
    ...newNumbers(renumbered),
    ...section(
      `New numbers of milestones, decisions and documents: ${others.length}`,
      others.map(({ id, key }) => `  ${id} → ${key}`),
    ),
    ...section(
      "Milestones that tasks name in other words",
      otherNames.map(({ name, taken, how, count: times }) =>
        how === "new"
          ? `  ${name}: made, as there is no file of it  ${times}`
          : `  ${name}: ${taken}, by its number  ${times}`,
      ),
    ),
    ...section(
      "Decided there, and only proposed here: a person decides, not an agent's key",
      report.leftOpen.map(({ id, status }) => `  ${id}  ${status}`),
    ),
    ...section(
      "Assignees that nobody here is (their names stand in the descriptions)",
      unmatchedAssignees.length === 0
        ? []
        : [`  ${shortened(unmatchedAssignees.map(({ handle, count: times }) => `@${handle} ${times}`))}`],
    ),
  ];
}

function troubles(report: ImportReport): string[] {
  return [
    ...section(
      "Dependencies on tasks that are not there",
      report.danglingDependencies.map(({ id, names: other, file }) => `  ${id} on ${other}: ${file}`),
    ),
    ...section(
      "Parents that are not there",
      report.danglingParents.map(({ id, names: other, file }) => `  ${id} under ${other}: ${file}`),
    ),
    ...section(
      "Circles; the last step of each was left out",
      report.cycles.map(({ kind, ids }) => `  ${kind}  ${ids.join(" → ")}`),
    ),
    ...section(
      "Keys that other issues have",
      report.taken.map(({ id, key, title }) => `  ${id}: ${key} is "${title}"`),
    ),
    ...section("Left out, the rest comes in", grouped(report.leftOut.map(({ id, why }) => [id, why]))),
    ...section("Kept in another form", grouped(report.remarks.map(({ file, remark }) => [file, remark]))),
    ...section(
      "Files without an id, left out",
      report.withoutId.map((file) => `  ${file}`),
    ),
    ...section("Files that were not read", grouped(report.skipped.map(({ file, reason }) => [file, reason]))),
  ];
}
