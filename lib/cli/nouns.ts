/** What stands above the commands of a noun. */
export const NOUNS: Record<string, string> = {
  projects: "Projects hold issues, milestones, decisions and documents; each has a key like TURBO.",
  issues: "Issues are the work, numbered in their project: TURBO-12.",
  initiatives:
    "Initiatives are aims that issues of one or more projects serve: I-3. People say how they stand in updates.",
  milestones: "Milestones gather issues of a project until a day: TURBO-MS2. A forecast says when they will be done.",
  timeline: "Initiatives and milestones by their dates.",
  documents: "Documents are Markdown in a tree per project, with every revision: TURBO-DOC4.",
  templates: "What new documents begin with: built in, and from the templates folder.",
  comments: "What people and agents say on anything that has a key.",
  attachments: "Files on issues, documents, decisions, milestones, initiatives and comments.",
  worklogs: "Work logs say who worked on an issue, how long, and what came of it.",
  decisions:
    "Decisions and their reasons: TURBO-DEC7, or DEC-7 for the whole workspace. An accepted one governs issues, documents, labels and paths.\n\nWhat holds for a file: turbo decisions for src/auth/login.ts --project TURBO",
  labels: "Labels are shared by all projects.",
  references: "Which texts name what: TURBO-12 in a text links both ways.",
  inbox: "What waits for you: mentions, assignments, decisions to accept, what is due soon.",
  changes: "What happened, by whom and through which door.",
  sessions: "What agents wrote, session by session; `turbo undo --session NAME` takes one back.",
  search: "Search all that was written.",
  bin: "What was taken away and can be restored.",
  me: "Yourself.",
  users: "The people of this workspace.",
  keys: "API keys for scripts and agents; the secret is shown once.",
  sign_ins: "The browsers that you are signed in with.",
};
