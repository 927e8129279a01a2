import type { KindFolder } from "#lib/domain/kinds";

/** Commands that nobody has to type. */
export const UNSAID: readonly string[] = ["help", "complete-words"];

/** In which part of the help the nouns stand, in this order; a noun that is in none stands with the last. */
export const NOUN_GROUPS: Record<string, readonly string[]> = {
  "Plan:": [
    "projects",
    "issues",
    "queue",
    "claims",
    "initiatives",
    "milestones",
    "timeline",
    "decisions",
    "documents",
    "proposals",
    "templates",
    "labels",
  ],
  "Talk and follow:": [
    "comments",
    "attachments",
    "worklogs",
    "questions",
    "inbox",
    "search",
    "references",
    "changes",
    "agents",
    "sessions",
    "tokens",
    "bin",
  ],
  "People and keys:": ["me", "users", "keys", "sign_ins"],
  "Behind the scenes:": ["jobs"],
};

/** What stands below the commands of a noun: how it is used. */
export const NOUN_EXAMPLES: Record<string, readonly string[]> = {
  projects: ['turbo projects create "My app" --key APP', "turbo projects list --counts"],
  issues: [
    'turbo issues create "Sign in with a passkey" --project APP --priority high --criteria "Works in Safari"',
    "turbo issues list --project APP --status open --assignee me",
    "turbo issues get APP-1",
    "turbo issues tick APP-1 1",
    "turbo issues prove APP-1 1 --commit 4f2a91c",
    "turbo issues update APP-1 --status done",
  ],
  queue: ["turbo next --project APP", "turbo queue --project APP", "turbo queue explain APP-1"],
  claims: ["turbo claims list --holder me", "turbo issues release APP-1 --reason 'The key is missing.'"],
  sessions: ["turbo sessions list --user me", "turbo sessions stop NAME --reason 'It goes in circles.'"],
  milestones: [
    'turbo milestones create "Beta" --project APP --due-date 2026-12-01',
    "turbo issues list --milestone APP-MS1",
  ],
  decisions: [
    "turbo decisions for src/auth/login.ts --project APP",
    "turbo decisions list --project APP --status accepted",
  ],
  documents: [
    "turbo documents tree --project APP",
    "turbo documents load docs --project APP --dry-run",
    "turbo documents check APP-DOC1",
    "turbo documents check-text --text - < notes.md",
  ],
  proposals: [
    "turbo proposals propose --from plan.json",
    "turbo proposals accept APP-P1 --items 1,3",
    'turbo proposals reject APP-P1 --items 2 --reason "Not now."',
  ],
  comments: [
    'turbo comments create APP-1 --body "Safari asks twice."',
    "git diff | turbo comments create APP-1 --body -",
  ],
  worklogs: ['turbo worklogs create APP-1 --minutes 45 --note "Drew the dialog"', "turbo worklogs start APP-1"],
  questions: [
    'turbo questions ask APP-1 --text "Which database?" --options "SQLite,PostgreSQL"',
    "turbo questions list --of me --state open",
    "turbo questions answer ID --choice 2",
  ],
  jobs: ["turbo jobs list --state failed", "turbo jobs show ID", "turbo jobs retry ID"],
  users: [
    'turbo users invite --name "Cem Aydın" --role viewer --projects APP',
    "turbo users update cem --role admin",
    "turbo users invitations",
    "turbo users reset-link cem",
    "turbo users disable cem",
  ],
  keys: [
    'turbo keys create "Claude Code" --kind agent --projects APP',
    'turbo keys rotate "Claude Code" --overlap 24h',
    'turbo keys revoke "Claude Code"',
  ],
  attachments: ["turbo attachments add APP-1 screenshot.png", "turbo attachments get ID --output screenshot.png"],
};

/** What stands above the commands of a noun. */
export const NOUNS: Record<string, string> = {
  projects: "Projects hold issues, milestones, decisions and documents; each has a key like TURBO.",
  issues: "Issues are the work, numbered in their project: TURBO-12.",
  queue:
    "What is ready, best first: pinned issues, then by priority, waiting, due date and what waits for them.\n\n`turbo next` claims the first.",
  claims:
    "Who works on what, and until when nobody else may take it. `turbo claim APP-1` claims one, `turbo finish APP-1` hands it in.",
  initiatives:
    "Initiatives are aims that issues of one or more projects serve: I-3. People say how they stand in updates.",
  milestones: "Milestones gather issues of a project until a day: TURBO-MS2. A forecast says when they will be done.",
  timeline: "Initiatives and milestones by their dates.",
  documents: "Documents are Markdown in a tree per project, with every revision: TURBO-DOC4.",
  proposals:
    "Proposals are plans of several items that wait for people: TURBO-P3. What is accepted is made, and nothing before.",
  templates: "What new documents begin with: built in, and from the templates folder.",
  comments: "What people and agents say on anything that has a key.",
  attachments: "Files on issues, documents, decisions, milestones, initiatives and comments.",
  worklogs: "Work logs say who worked on an issue, how long, and what came of it.",
  questions: "Questions ask a person about an issue. While one that blocks is open, the issue is out of the queue.",
  decisions:
    "Decisions and their reasons: TURBO-DEC7, or DEC-7 for the whole workspace. An accepted one governs issues, documents, labels and paths.\n\nWhat holds for a file: turbo decisions for src/auth/login.ts --project TURBO",
  labels: "Labels are shared by all projects.",
  references: "Which texts name what: TURBO-12 in a text links both ways.",
  inbox: "What waits for you: questions and answers, mentions, assignments, decisions to accept, what is due soon.",
  changes: "What happened, by whom and through which door.",
  agents: "Who works with a key of kind agent: who is live, what each holds, and what it came to.",
  tokens: "About how many tokens Turbo served to agents over MCP.",
  sessions:
    "What agents wrote, session by session. A stopped one writes no more until it is resumed; `turbo undo --session NAME` takes one back.",
  search: "Search all that was written.",
  bin: "What was taken away and can be restored.",
  me: "Yourself.",
  users: "The people of this workspace.",
  keys: "API keys for scripts and agents; the secret is shown once.",
  sign_ins: "The browsers that you are signed in with.",
  figures: "How this Turbo did over time, by the minute, for owners without Prometheus.",
  ai: "Models that Turbo may ask, where that is turned on: what was asked, and what it cost.",
  jobs: "Work in the background: what waits, what runs, what comes by itself, and how the latest went.",
} satisfies Record<Exclude<KindFolder, "updates">, string> & Record<string, string>;
