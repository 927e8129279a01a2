import type { ImportReport } from "#lib/integrations/task-master/report";
import { count, grouped, listed, mappedWords, newNumbers, section, unknownDates } from "./import-report-lines.ts";

/** The report of a Task Master import as people read it, a line each. */
export function taskMasterReportText(report: ImportReport): string {
  return [...summary(report), ...words(report), ...newNumbers(report.renumbered), ...troubles(report)].join("\n");
}

function summary({ dryRun, as, lists, projects, ...report }: ImportReport): string[] {
  const tasks = lists.reduce((sum, list) => sum + list.tasks, 0);
  const subtasks = lists.reduce((sum, list) => sum + list.subtasks, 0);
  const links = [
    count(report.parents, "parent"),
    count(report.blockers, "dependency", "dependencies"),
    ...(report.references === null ? [] : [`${count(report.references, "name")} in texts`]),
  ];
  const made = dryRun ? "Would create" : "Created";
  return [
    ...projects.map(({ key, name, made: isNew, issues }) => {
      const project = `${isNew ? "the new project " : ""}${key} (${name})`;
      return `${made} ${count(issues.created, "issue")} in ${project}; ${issues.existing} were imported before and stay as they are.`;
    }),
    `${count(tasks, "task")} and ${count(subtasks, "subtask")} read.`,
    `${as === "labels" ? "Lists, each a label" : "Lists, each a project"}: ${listed(lists.map((list) => `${list.name} ${list.tasks + list.subtasks}`))}.`,
    `Links ${dryRun ? "in the file" : "made"}: ${links.join(", ")}.`,
    ...(dryRun ? ["Nothing was written."] : []),
    ...(dryRun && report.refused ? [`The import would be refused: ${report.refused}`] : []),
  ];
}

function words({ mapped, unknown, otherFields, dates, listFields }: ImportReport): string[] {
  return [
    ...mappedWords(mapped, ["status", "priority", "type"]),
    ...section(
      "Words that Turbo does not know",
      grouped(
        unknown.map(({ field, word, taken, id }) => [id, `${field} "${word}", taken as ${taken}`]),
        false,
      ),
    ),
    ...section(
      "Fields without a place of their own (they stand in the descriptions)",
      otherFields.map(({ field, count: times }) => `  ${field}  ${times}`),
    ),
    ...section("What lists say of themselves, left out", grouped(listFields.map(({ list, fields }) => [list, fields]))),
    ...unknownDates(dates),
  ];
}

function troubles({ dangling, cycles, taken, leftOut, remarks, skipped }: ImportReport): string[] {
  return [
    ...section(
      "Dependencies on tasks that are not there",
      dangling.map(({ id, names }) => `  ${id} on ${names}`),
    ),
    ...section(
      "Circles; the last step of each was left out",
      cycles.map((ids) => `  ${ids.join(" → ")}`),
    ),
    ...section(
      "Keys that other issues have",
      taken.map(({ id, key, title }) => `  ${id}: ${key} is "${title}"`),
    ),
    ...section("Left out, the rest comes in", grouped(leftOut.map(({ id, why }) => [id, why]))),
    ...section("Kept in another form", grouped(remarks.map(({ id, remark }) => [id, remark]))),
    ...section("Left out", grouped(skipped.map(({ what, reason }) => [what, reason]))),
  ];
}
