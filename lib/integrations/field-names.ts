/** What fields are called in the files of planning tools and of people, in lower case with _ between words. */
export const FIELD_NAMES = {
  id: ["id"],
  title: ["title", "name"],
  status: ["status", "state"],
  priority: ["priority"],
  type: ["type", "doc_type", "kind"],
  assignee: ["assignee", "assignees", "assigned_to", "owner"],
  reporter: ["reporter", "creator", "created_by", "author"],
  labels: ["labels", "label", "tags", "tag"],
  milestone: ["milestone"],
  dependencies: ["dependencies", "dependency", "depends_on", "blocked_by"],
  blocks: ["blocks", "blocking"],
  parent: ["parent_task_id", "parent", "parent_id", "parent_task"],
  ordinal: ["ordinal", "order"],
  estimate: ["estimate", "estimation", "points", "story_points"],
  due: ["due_date", "due", "due_at", "deadline"],
  start: ["start_date", "start", "starts"],
  created: ["created_date", "created", "created_at", "creation_date", "date_created"],
  updated: ["updated_date", "updated", "updated_at", "last_modified", "modified"],
  completed: ["completed_date", "completed", "completed_at", "done_date", "finished", "closed_at"],
  decided: ["date", "decided", "decided_at"],
  deciders: ["deciders", "decision_makers", "decider"],
  references: ["references", "refs"],
  documentation: ["documentation"],
  modifiedFiles: ["modified_files"],
} as const;

export type Field = keyof typeof FIELD_NAMES;

/** A field's name as the table has it: `createdAt`, `Created-At` and `created at` are created_at. */
export function plainName(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}
