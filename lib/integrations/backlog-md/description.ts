import { toldField } from "../told-field.ts";
import type { Task } from "./read-task.ts";

interface Extra {
  /** The whole title, where it was too long for one. */
  title: string | null;
  /** Criteria above the number that an issue holds. */
  criteria: readonly { text: string; done: boolean }[];
}

/** An issue's description: the task's own, then what has no field of its own in Turbo, as Markdown. */
export function descriptionOf(task: Task, extra: Extra): string {
  const parts = [
    extra.title,
    task.description,
    task.other,
    section("Acceptance criteria in full", task.criteriaText ?? ""),
    section("More acceptance criteria", extra.criteria.map(box).join("\n")),
    section("Definition of done", withoutNumbers(task.definitionOfDone)),
    section("Implementation plan", task.plan),
    section("From Backlog.md", facts(task)),
  ];
  return parts.filter(Boolean).join("\n\n");
}

function section(heading: string, text: string): string {
  return text === "" ? "" : `## ${heading}\n\n${text}`;
}

function box({ text, done }: { text: string; done: boolean }): string {
  return `- [${done ? "x" : " "}] ${text}`;
}

function withoutNumbers(checklist: string): string {
  return checklist.replace(/^(\s*[-*+] \[.\]) #\d+ /gm, "$1 ");
}

function facts(task: Task): string {
  const { assignees, reporter, references, documentation, modifiedFiles, others } = task;
  const all: [name: string, value: unknown][] = [
    ["File", `\`${task.file}\``],
    ["Assignee", assignees],
    ["Reporter", reporter ?? []],
    ["References", references],
    ["Documentation", documentation],
    ["Modified files", modifiedFiles.map((file) => `\`${file}\``)],
    ...others,
  ];
  return all
    .filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .map(toldField)
    .join("\n");
}
