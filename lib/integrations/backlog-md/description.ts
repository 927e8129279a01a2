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
  return checklist.replace(/^(\s*[-*+] \[[ xX]\]) #\d+ /gm, "$1 ");
}

function facts(task: Task): string {
  return [
    fact("File", [`\`${task.file}\``]),
    fact("Assignee", task.assignees),
    fact("Reporter", task.reporter ? [task.reporter] : []),
    fact("References", task.references),
    fact("Documentation", task.documentation),
    fact(
      "Modified files",
      task.modifiedFiles.map((file) => `\`${file}\``),
    ),
  ]
    .filter(Boolean)
    .join("\n");
}

function fact(name: string, values: readonly string[]): string {
  if (values.length === 0) return "";
  if (values.length === 1) return `- ${name}: ${values[0]}`;
  return `- ${name}:\n${values.map((value) => `  - ${value}`).join("\n")}`;
}
