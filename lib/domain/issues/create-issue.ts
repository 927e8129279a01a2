import { defineOperation } from "#lib/core/operation";
import { addIssue, namedByNewIssue } from "./add-issue.ts";
import { FiledIssue, NewIssue } from "./schema.ts";

export const createIssue = defineOperation({
  name: "issues.create",
  summary: "File an issue in a project.",
  access: "write",
  reach: "projects",
  rest: "POST /issues",
  input: NewIssue,
  output: FiledIssue,
  authorize: namedByNewIssue,
  handle: addIssue,
});
