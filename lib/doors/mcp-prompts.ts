/** A prompt becomes a slash command in the client. */
interface Prompt {
  name: string;
  title: string;
  description: string;
  arguments: { name: string; description: string; required: boolean }[];
  text(given: Record<string, string | undefined>): string;
}

export const PROMPTS: readonly Prompt[] = [
  {
    name: "issue",
    title: "File an issue",
    description: "File what we just talked about, or the text given, as an issue.",
    arguments: [{ name: "what", description: "What it is about; the conversation where absent.", required: false }],
    text: ({ what }) =>
      [
        what ? `File this as an issue in Turbo: ${what}` : "File what we just talked about as an issue in Turbo.",
        "Look with find_issues whether it is already there; if so, show it and comment on it with what is new.",
        "Otherwise use create_issue: a title of at most 80 characters that names the outcome, a description with what was seen and where, and acceptance criteria that can be checked.",
        "If you found it while working on another issue, name that one as discoveredFrom. Answer with the key.",
      ].join("\n"),
  },
  {
    name: "log",
    title: "Log work",
    description: "Log the work of this session on an issue.",
    arguments: [{ name: "issue", description: "Key of the issue, like TURBO-12.", required: false }],
    text: ({ issue }) =>
      [
        `Log the work of this session on ${issue ?? "the issue we worked on"} with log_work.`,
        "Give the minutes, a note of what was done and what is left, the commits, the branch and the pull request where there is one.",
        "Tick with update_issue the acceptance criteria that are met, and move the issue to the status that is true now.",
      ].join("\n"),
  },
  {
    name: "status",
    title: "Where do we stand",
    description: "What is under way, blocked and due in a project.",
    arguments: [{ name: "project", description: "Key of the project; every project where absent.", required: false }],
    text: ({ project }) =>
      [
        `Say where we stand${project ? ` in project ${project}` : ""}. Read list_projects, then find_issues for in_progress, review and blocked issues, and list_changes for what happened lately.`,
        "Answer in a few lines: what is under way and by whom, what is blocked by what, what is overdue, what could be next.",
      ].join("\n"),
  },
  {
    name: "plan",
    title: "Plan a goal",
    description: "Break a goal into issues.",
    arguments: [
      { name: "goal", description: "What should be true in the end.", required: true },
      { name: "project", description: "Key of the project.", required: false },
    ],
    text: ({ goal, project }) =>
      [
        `Plan this${project ? ` in project ${project}` : ""}: ${goal ?? ""}`,
        "Read what is there with find_issues. Then propose a parent issue and sub-issues, each small enough for one sitting, with acceptance criteria and what blocks what. Show the plan and wait for a yes.",
        "After the yes, file it with create_issue (parent, blockedBy) and answer with the keys.",
      ].join("\n"),
  },
];
