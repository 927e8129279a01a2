import { cut } from "#lib/core/cut";
import { fold } from "#lib/core/fold";
import { ImportedMilestone, type ImportedMilestoneInput } from "#lib/domain/imports/noun-schema";
import type { ImportedIssueInput } from "#lib/domain/imports/schema";
import { textField } from "./front-matter.ts";
import type { NumberedTask } from "./numbering.ts";
import { type PlannedNouns, planNouns, type UnknownNounWord } from "./plan-nouns.ts";
import type { NounFile } from "./read-folder.ts";
import { strangers } from "./read-noun.ts";
import { readSections } from "./sections.ts";

type Status = ImportedMilestoneInput["status"];

const STATUSES: Readonly<Record<string, Status>> = {
  planned: "planned",
  open: "planned",
  active: "in_progress",
  "in progress": "in_progress",
  completed: "completed",
  complete: "completed",
  done: "completed",
  closed: "completed",
  canceled: "canceled",
  cancelled: "canceled",
};
const KNOWN = ["id", "title", "status", "start_date", "due_date", "created_date", "updated_date", "completed_date"];

/** A milestone that tasks name otherwise than by its id or title. */
export interface OtherName {
  name: string;
  /** Title of what it was taken for. */
  taken: string;
  /** Taken for a milestone by the number at its beginning, or made because there is none like it. */
  how: "its number" | "new";
  count: number;
}

export interface PlannedMilestones extends PlannedNouns<ImportedMilestoneInput> {
  unknown: UnknownNounWord[];
  /** Issues with their milestones, by old ids. */
  schedule: { id: string; milestone: string }[];
  otherNames: OtherName[];
}

interface PlannedTask {
  numbered: NumberedTask;
  issue: ImportedIssueInput;
}

/** What the files of milestones/ become, and the milestones that tasks name without a file. */
export function planMilestones(files: readonly NounFile[], tasks: readonly PlannedTask[]): PlannedMilestones {
  const unknown: UnknownNounWord[] = [];
  const planned = planNouns(files, ImportedMilestone, (noun): ImportedMilestoneInput => {
    const { id, number, title, archived, fields, body, file } = noun;
    const word = textField(fields, "status");
    const status = word === null ? "planned" : STATUSES[word.toLowerCase().replace(/[\s_-]+/g, " ")];
    if (!status) unknown.push({ field: "milestone status", word: word ?? "", taken: "planned", file });
    const { known, other } = readSections(body);
    const createdAt = noun.date("created_date");
    const completedAt = noun.date("completed_date");
    noun.remarks.push(...strangers(fields, KNOWN));
    return {
      ...{ id, number, title, archived, createdAt },
      description: [known.get("description"), other].filter(Boolean).join("\n\n"),
      status: status ?? "planned",
      startDate: noun.date("start_date")?.slice(0, 10) ?? null,
      dueDate: noun.date("due_date")?.slice(0, 10) ?? null,
      completedAt,
      updatedAt: noun.date("updated_date") ?? completedAt ?? createdAt,
    };
  });
  const { milestones, schedule, otherNames } = link(planned, tasks);
  const issues = new Map(tasks.map(({ issue }) => [issue.id, issue]));
  const items = milestones.map((milestone) => {
    const source = planned.sources.get(milestone);
    if (source && textField(source.fields, "status") !== null) return milestone;
    const own = schedule.flatMap((entry) => (entry.milestone === milestone.id ? (issues.get(entry.id) ?? []) : []));
    return { ...milestone, ...standing(own) };
  });
  return { ...planned, items, unknown, schedule, otherNames };
}

/** Finds each task's milestone: by id, by title, by the name of its file, by the number that the name begins with. */
function link(planned: PlannedNouns<ImportedMilestoneInput>, tasks: readonly PlannedTask[]) {
  const milestones = [...planned.items];
  const byName = new Map<string, ImportedMilestoneInput>();
  const names = (milestone: ImportedMilestoneInput) => [
    milestone.id,
    milestone.title,
    fileName(planned.sources.get(milestone)?.file ?? ""),
  ];
  for (const place of [0, 1, 2]) {
    for (const milestone of milestones) {
      const name = fold(names(milestone)[place] ?? "");
      if (name !== "" && !byName.has(name)) byName.set(name, milestone);
    }
  }
  const otherNames = new Map<string, OtherName>();
  const schedule = tasks.flatMap(({ numbered: { task, oldId } }) => {
    if (!task.milestone) return [];
    const name = cut(task.milestone.replace(/\s+/g, " "), 200);
    const known = byName.get(fold(name));
    const begun = /^m-?(\d+)\b/i.exec(name)?.[1];
    const milestone = known ?? byName.get(fold(`m-${begun}`)) ?? newMilestone(name);
    if (!known) {
      byName.set(fold(name), milestone);
      if (!milestones.includes(milestone)) milestones.push(milestone);
      otherNames.set(fold(name), {
        name,
        taken: milestone.title,
        how: begun && milestone.title !== name ? "its number" : "new",
        count: 0,
      });
    }
    const other = otherNames.get(fold(name));
    if (other) other.count++;
    return [{ id: oldId, milestone: milestone.id }];
  });
  return { milestones, schedule, otherNames: [...otherNames.values()] };
}

function newMilestone(title: string): ImportedMilestoneInput {
  return {
    id: title,
    number: null,
    title,
    description: "",
    status: "planned",
    startDate: null,
    dueDate: null,
    completedAt: null,
    archived: false,
    createdAt: null,
    updatedAt: null,
  };
}

/** gui of milestones/m-3 - gui.md, as a name. */
function fileName(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.md$/i, "");
  return name.replace(/^\S+ - /, "").replaceAll("-", " ");
}

/** How a milestone stands that does not say so: completed with its last task, begun with its first. */
function standing(issues: readonly ImportedIssueInput[]): Partial<ImportedMilestoneInput> {
  const done = issues.filter(({ status }) => status === "done");
  const open = issues.filter(({ status, archived }) => status !== "done" && status !== "canceled" && !archived);
  if (done.length > 0 && open.length === 0) {
    const ends = done.flatMap(({ completedAt, updatedAt }) => completedAt ?? updatedAt ?? []).sort();
    return { status: "completed", completedAt: ends.at(-1) ?? null };
  }
  const begun = done.length > 0 || open.some(({ status }) => status !== "backlog" && status !== "ready");
  return begun ? { status: "in_progress" } : {};
}
