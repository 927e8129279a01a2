/** The plain facts of one kind of thing, which everything that lists kinds reads. */
interface Facts {
  /** Where its rows stand. */
  table: string;
  /** What people call one, as a heading. */
  words: string;
  /** Where it stands in addresses, commands and the names of its operations. */
  folder: string;
  /** The column that is its title, or whose text stands for one. */
  title: "title" | "name" | "body" | "note" | "text";
  /** How its keys are made; null where it has none of its own, or is named otherwise. */
  key: KeyForm | null;
  /** The columns besides its title that search shows of it; null where it is not searched. */
  texts: readonly string[] | null;
  /** Do its texts link to what they name? */
  refers: boolean;
}

interface KeyForm {
  /** What stands before the number. */
  sign: string;
  /** Where the numbers are counted; `either` is in the workspace what belongs to no project. */
  counted: "project" | "workspace" | "either";
  /** The column of a project that holds the last number given out. */
  counter: string | null;
}

/** Every kind of thing that people make and that can lie in the bin. Its place here is its place in lists of kinds. */
export const KINDS = {
  project: {
    table: "Project",
    words: "Project",
    folder: "projects",
    title: "name",
    key: null,
    texts: ["description"],
    refers: true,
  },
  issue: {
    table: "Issue",
    words: "Issue",
    folder: "issues",
    title: "title",
    key: { sign: "", counted: "project", counter: "lastIssueNumber" },
    texts: ["description"],
    refers: true,
  },
  initiative: {
    table: "Initiative",
    words: "Initiative",
    folder: "initiatives",
    title: "title",
    key: { sign: "I", counted: "workspace", counter: null },
    texts: ["description"],
    refers: true,
  },
  milestone: {
    table: "Milestone",
    words: "Milestone",
    folder: "milestones",
    title: "title",
    key: { sign: "MS", counted: "project", counter: "lastMilestoneNumber" },
    texts: ["description"],
    refers: true,
  },
  decision: {
    table: "Decision",
    words: "Decision",
    folder: "decisions",
    title: "title",
    key: { sign: "DEC", counted: "either", counter: "lastDecisionNumber" },
    texts: ["context", "outcome", "rationale", "consequences"],
    refers: true,
  },
  document: {
    table: "Document",
    words: "Document",
    folder: "documents",
    title: "title",
    key: { sign: "DOC", counted: "project", counter: "lastDocumentNumber" },
    texts: ["body"],
    refers: true,
  },
  proposal: {
    table: "Proposal",
    words: "Proposal",
    folder: "proposals",
    title: "title",
    key: { sign: "P", counted: "project", counter: "lastProposalNumber" },
    texts: ["note"],
    refers: true,
  },
  comment: {
    table: "Comment",
    words: "Comment",
    folder: "comments",
    title: "body",
    key: null,
    texts: ["body"],
    refers: true,
  },
  status_update: {
    table: "StatusUpdate",
    words: "Status update",
    folder: "updates",
    title: "body",
    key: null,
    texts: null,
    refers: true,
  },
  attachment: {
    table: "Attachment",
    words: "File",
    folder: "attachments",
    title: "name",
    key: null,
    texts: null,
    refers: false,
  },
  worklog: {
    table: "WorkLog",
    words: "Work log",
    folder: "worklogs",
    title: "note",
    key: null,
    texts: null,
    refers: false,
  },
  question: {
    table: "Question",
    words: "Question",
    folder: "questions",
    title: "text",
    key: null,
    texts: null,
    refers: false,
  },
  label: {
    table: "Label",
    words: "Label",
    folder: "labels",
    title: "name",
    key: null,
    texts: null,
    refers: false,
  },
} as const satisfies Record<string, Facts>;

type Kinds = typeof KINDS;
export type Kind = keyof Kinds;
export type KindFolder = Kinds[Kind]["folder"];
export type KindTable = Kinds[Kind]["table"];
/** The kinds of which a fact is of this form. */
type KindsWith<Fact> = { [K in Kind]: Kinds[K] extends Fact ? K : never }[Kind];

/** What has a key with a number. */
export type KeyedKind = KindsWith<{ key: object }>;
/** What is counted in its project, always or where it belongs to one. */
export type ProjectCounted = KindsWith<{ key: { counter: string } }>;
/** What is counted across the workspace, always or where it belongs to no project. */
export type WorkspaceCounted = KindsWith<{ key: { counted: "workspace" | "either" } }>;
/** What has a page and a key, and can be commented on. */
export type SubjectKind = KeyedKind | "project";
export type SearchedKind = KindsWith<{ texts: readonly string[] }>;
/** What can name other things in its texts. */
export type ReferringKind = KindsWith<{ refers: true }>;

const ALL = Object.keys(KINDS) as Kind[];
export const KEYED_KINDS = ALL.filter((kind): kind is KeyedKind => KINDS[kind].key !== null);
export const SUBJECT_KINDS: readonly SubjectKind[] = ["project", ...KEYED_KINDS];
export const SEARCHED_KINDS = ALL.filter((kind): kind is SearchedKind => KINDS[kind].texts !== null);

/** Every kind, in another order than here; a list that leaves one out does not compile. */
export function everyKind<const List extends readonly Kind[]>(list: Kind extends List[number] ? List : never): List {
  return list;
}
