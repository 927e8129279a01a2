import type { Signs } from "./callers.ts";

/**
 * Who may do what with the tools of MCP, toolsets included; the signs are those of operations, and `/` is a tool that is not
 * listed. People come in with a key of their own, which has their scope.
 */
export const TOOL_RIGHTS: Readonly<Record<string, readonly [Signs, object]>> = {
  find: ["+++ +++ +++", { project: "INN" }],
  get: ["+++ +++ +++", { key: "INN-1" }],
  decisions_for: ["+++ +++ +++", { issue: "INN-1" }],
  save_issue: ["/++ /++ +++", { project: "INN", title: "Quite another matter" }],
  "save_issue, a change": ["/++ /++ +++", { issue: "INN-1", title: "Changed" }],
  add_comment: ["/++ /++ +++", { on: "INN-1", body: "More" }],
  ask_human: ["/++ /++ +++", { issue: "INN-1", text: "Which one?" }],
  log_work: ["/++ /++ +++", { issue: "INN-1", minutes: 5 }],
  list_queue: ["+++ +++ +++", { project: "INN" }],
  "list_queue, why": ["+++ +++ +++", { issue: "INN-4" }],
  start_work: ["/++ /++ +++", { project: "INN" }],
  "start_work, on one": ["/++ /++ +++", { issue: "INN-5" }],
  finish_work: ["/-- /-- ---", { issue: "INN-4" }],
  prove_criterion: ["/++ /++ +++", { issue: "INN-1", criterion: 1, note: "Looked at" }],
  "prove_criterion, taken back": ["/++ /++ -++", { issue: "INN-1", remove: "$evidence" }],
  link_issues: ["/++ /++ +++", { issue: "INN-1", kind: "blocks", other: "INN-2" }],
  "find, of another kind": ["+++ +++ +++", { kind: "milestone", project: "INN" }],
  "get, of a plan": ["+++ +++ +++", { key: "INN-MS1" }],
  "get, of a document": ["+++ +++ +++", { key: "INN-DOC1" }],
  record_decision: ["/++ /++ +++", { project: "INN", title: "More" }],
  "record_decision, for the workspace": ["/-- /++ +++", { title: "For all" }],
  save_initiative: ["/++ /++ +++", { initiative: "$initiative", title: "Changed" }],
  save_milestone: ["/++ /++ +++", { milestone: "INN-MS1", title: "Changed" }],
  propose_plan: ["/++ /++ +++", { project: "INN", title: "More", items: [{ make: "issue", title: "Item" }] }],
  save_document: ["/++ /++ +++", { document: "INN-DOC1", title: "Changed" }],
  list_changes: ["+++ +++ +++", { project: "INN" }],
  list_inbox: ["+++ +++ +++", {}],
  undo: ["/++ /++ +++", { event: "$event", dryRun: true }],
  restore: ["/++ /++ +++", { target: "INN-1" }],
  "restore, of a label": ["/-- /++ +++", { target: "auth", kind: "label" }],
  move_to_bin: ["//+ //+ //+", { target: "INN-1" }],
  "move_to_bin, of a project": ["//+ //+ //+", { target: "INN" }],
  "move_to_bin, of a label": ["//- //+ //+", { target: "auth", kind: "label" }],
  save_project: ["/++ /++ +++", { project: "INN", name: "Changed" }],
  "save_project, a new one": ["/-- /++ +++", { name: "New" }],
  save_label: ["/-- /++ +++", { name: "new" }],
};
