/** What undoing a changed field means. */
export type Meaning =
  /** The old value is written again. */
  | "value"
  /** It goes back to where it stood: live, archived or in the bin. */
  | "shelf"
  /** What was made goes to the bin. */
  | "created"
  /** What was added to a list is taken out, what was taken out is added; the rest of the list stays. */
  | "elements"
  /** The old value is written again together with that other field, and stays when that one stays. */
  | { follows: string }
  /** Tells how something was done; there is nothing to put back. */
  | "note"
  /** Stays as it is, for this reason. */
  | { cannot: string };

const ISSUE = {
  created: "created",
  key: "value",
  shelf: "shelf",
  title: "value",
  description: "value",
  type: "value",
  status: "value",
  resolution: { follows: "status" },
  startedAt: { follows: "status" },
  completedAt: { follows: "status" },
  priority: "value",
  estimate: "value",
  dueDate: "value",
  branch: "value",
  assignee: "value",
  parent: "value",
  initiative: "value",
  milestone: "value",
  rank: "value",
  criteria: "value",
  labels: "elements",
  links: "elements",
  blockedBy: "elements",
  discoveredFrom: "note",
  forced: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const COMMENT = {
  created: "created",
  shelf: "shelf",
  body: "value",
  replyTo: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const ATTACHMENT = {
  created: "created",
  shelf: "shelf",
  name: "note",
  mediaType: "note",
  size: "note",
  hash: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const DOCUMENT = {
  created: "created",
  shelf: "shelf",
  title: "value",
  body: "value",
  kind: "value",
  status: "value",
  parent: "value",
  rank: "value",
  source: "value",
  properties: "value",
  labels: "elements",
  revision: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const DECISION = {
  created: "created",
  shelf: "shelf",
  title: "value",
  context: "value",
  options: "value",
  outcome: "value",
  rationale: "value",
  consequences: "value",
  kind: "value",
  impactAreas: "value",
  status: "value",
  decidedBy: { follows: "status" },
  decidedAt: { follows: "status" },
  supersededBy: { follows: "status" },
  supersedes: { cannot: "What a proposal is to supersede is set by hand: change supersedes of it." },
  governsIssues: "value",
  governsDocuments: "value",
  governsLabels: "value",
  governsInitiatives: "value",
  governsPaths: "value",
  rechecked: "elements",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const WORK_LOG = {
  created: "created",
  shelf: "shelf",
  startedAt: "value",
  endedAt: { follows: "minutes" },
  minutes: "value",
  note: "value",
  model: "value",
  commits: "value",
  branch: "value",
  pullRequest: "value",
  tokens: "value",
  cost: "value",
  running: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const LABEL = {
  created: "created",
  shelf: "shelf",
  name: "value",
  colour: "value",
  description: "value",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const PROJECT = {
  created: "created",
  shelf: "shelf",
  name: "value",
  description: "value",
  status: "value",
  priority: "value",
  colour: "value",
  repositoryUrl: "value",
  localPath: "value",
  lead: "value",
  members: "elements",
  labels: "elements",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const INITIATIVE = {
  created: "created",
  shelf: "shelf",
  title: "value",
  description: "value",
  owner: "value",
  status: "value",
  health: "value",
  startDate: "value",
  targetDate: "value",
  projects: "elements",
  leftOpen: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const STATUS_UPDATE = {
  created: "created",
  shelf: "shelf",
  health: "value",
  body: "value",
  undid: "note",
} as const satisfies Record<string, Meaning>;

const MILESTONE = {
  created: "created",
  shelf: "shelf",
  title: "value",
  description: "value",
  status: "value",
  startDate: "value",
  dueDate: "value",
  leftOpen: "note",
  undid: "note",
} as const satisfies Record<string, Meaning>;

/**
 * What can be undone, kind by kind and field by field as events name them. A field that is not here stays as it is.
 * Each kind with anything but reasons has its reverter in `reverters.ts`.
 */
export const UNDO_TABLE: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  issue: ISSUE,
  comment: COMMENT,
  attachment: ATTACHMENT,
  document: DOCUMENT,
  decision: DECISION,
  initiative: INITIATIVE,
  status_update: STATUS_UPDATE,
  milestone: MILESTONE,
  worklog: WORK_LOG,
  label: LABEL,
  project: PROJECT,
};

/** Kinds of which nothing can be undone, with the reason. */
export const NEVER_UNDONE: Readonly<Record<string, string>> = {
  key: "Keys are made and revoked for good: who had the secret may have used it. Make a new key.",
  sign_in: "A sign-in that was ended stays ended. Sign in again.",
  user: "People, their names and their passwords are changed by hand, not undone.",
};

/** Is there anything in these changes that undo puts back? Whether it still can is seen when it is tried. */
export function canBeUndone(changes: readonly { kind: string; fields: object }[]): boolean {
  return changes.some(({ kind, fields }) =>
    Object.keys(fields).some((field) => {
      const meaning = UNDO_TABLE[kind]?.[field];
      return meaning !== undefined && meaning !== "note" && !(typeof meaning === "object" && "cannot" in meaning);
    }),
  );
}
