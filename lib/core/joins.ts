/** Tables that join what has one to what it has; labels are taken away by name. */
export const JOINS = {
  IssueLabel: { owner: "issueId", other: "labelId", byName: true },
  InitiativeProject: { owner: "initiativeId", other: "projectId", byName: false },
} as const;
