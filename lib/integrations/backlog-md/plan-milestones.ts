import { cut } from "#lib/core/cut";
import { fold } from "#lib/core/fold";
import { ImportedMilestone, type ImportedMilestoneInput } from "#lib/domain/imports/noun-schema";
import type { ImportedIssueInput } from "#lib/domain/imports/schema";
import { statusOf } from "../words.ts";
import type { NumberedTask } from "./numbering.ts";
import { type PlannedNouns, planNouns, type UnknownNounWord } from "./plan-nouns.ts";
import type { NounFile } from "./read-folder.ts";
import { strangers } from "./read-noun.ts";
import { readSections } from "./sections.ts";

type Status = ImportedMilestoneInput["status"];

/** What a milestone is that stands as such an issue would. */
const STATUSES: Readonly<Record<ImportedIssueInput["status"], Status>> = {
  backlog: "planned",
  ready: "planned",
  in_progress: "in_progress",
  review: "in_progress",
  testing: "in_progress",
  done: "completed",
  canceled: "canceled",
};

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
  const saysItself = new Set<string>();
  const planned = planNouns(files, ImportedMilestone, (noun): ImportedMilestoneInput => {
    const { id, number, title, archived, fields, body, file } = noun;
    const word = fields.text("status");
    const stands = word === null ? "backlog" : statusOf(word)?.status;
    const status = stands && STATUSES[stands];
    if (word !== null) saysItself.add(id);
    if (!status) unknown.push({ field: "milestone status", word: word ?? "", taken: "planned", file });
    const { known, other } = readSections(body);
    const dates = {
      createdAt: fields.date("created"),
      updatedAt: fields.date("updated"),
      completedAt: fields.date("completed"),
      startDate: fields.date("start")?.slice(0, 10) ?? null,
      dueDate: fields.date("due")?.slice(0, 10) ?? null,
    };
    const sections = [...known].flatMap(([name, text]) =>
      name === "description" ? [] : `## ${headingOf(name)}\n\n${text}`,
    );
    return {
      ...{ id, number, title, archived },
      description: [known.get("description"), other, ...sections, strangers(noun)].filter(Boolean).join("\n\n"),
      status: status ?? "planned",
      ...dates,
    };
  });
  const { milestones, schedule, otherNames } = link(planned, tasks);
  const issues = new Map(tasks.map(({ issue }) => [issue.id, issue]));
  const items = milestones.map((milestone) => {
    if (planned.sources.has(milestone) && saysItself.has(milestone.id)) return milestone;
    const own = schedule.flatMap((entry) => (entry.milestone === milestone.id ? (issues.get(entry.id) ?? []) : []));
    return { ...milestone, ...standing(own) };
  });
  return { ...planned, items, unknown, schedule, otherNames };
}

/** Definition of done, of definition_of_done. */
function headingOf(section: string): string {
  return section.charAt(0).toUpperCase() + section.slice(1).replaceAll("_", " ");
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
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.(md|markdown)$/i, "");
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
