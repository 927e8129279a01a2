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
        "Look with find whether it is already there; if so, show it and add_comment what is new.",
        "Otherwise use save_issue: a title of at most 80 characters that names the outcome, a description with what was seen and where, and acceptance criteria that can be checked.",
        "If you found it while working on another issue, name that one as discoveredFrom. Answer with the key.",
      ].join("\n"),
  },
  {
    name: "next",
    title: "Take the next issue",
    description: "Claim the best ready issue, or the one named, and do it.",
    arguments: [
      { name: "issue", description: "Key of the issue; the best of the queue where absent.", required: false },
      { name: "project", description: "Key of the project to stay in.", required: false },
    ],
    text: ({ issue, project }) =>
      [
        `Start with start_work${issue ? ` on ${issue}` : project ? ` in project ${project}` : ""}. Where nothing is ready, say what list_queue answers and stop.`,
        "Read what it answered, and ask decisions_for the paths you will touch. What was decided holds.",
        "Then do the work. Note what shows that a criterion is met: a commit, a test run, a document; every write to the issue renews your lease, and finish_work with outcome still_working does so without one. File what you find beside it with save_issue and discoveredFrom.",
        'End with finish_work: what was done, commits, pull request, and evidence for each met criterion like "1 commit 4f2a91c" or "2 test_run ADDRESS". If you cannot go on, give it back with outcome release and say why.',
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
        "Tick with save_issue the acceptance criteria that are met, and move the issue to the status that is true now.",
      ].join("\n"),
  },
  {
    name: "status",
    title: "Where do we stand",
    description: "What is under way, late, blocked and undecided.",
    arguments: [
      {
        name: "of",
        description: "Key of a project, initiative or milestone; everything where absent.",
        required: false,
      },
    ],
    text: ({ of }) =>
      [
        `Say where we stand${of ? ` with ${of}` : ""}. Read ${of ? `get ${of}` : "find the projects, initiatives and milestones that are open"}, then find the issues that are in_progress, in review, overdue and blocked, and the proposed decisions, and list_changes for what happened lately.`,
        "Answer in a few lines: progress and forecast against the dates, what is under way and by whom, what is blocked by what, what is late, what waits for a decision, what could be next.",
        "If an initiative stands otherwise than its health says, propose a status update and save it (save_initiative with update and health, of the toolset planning) only after a yes.",
      ].join("\n"),
  },
  {
    name: "plan",
    title: "Plan a goal",
    description: "Break a goal into an initiative or milestone, decisions and issues.",
    arguments: [
      { name: "goal", description: "What should be true in the end.", required: true },
      { name: "project", description: "Key of the project.", required: false },
    ],
    text: ({ goal, project }) =>
      [
        `Plan this${project ? ` in project ${project}` : ""}: ${goal ?? ""}`,
        `Read what is there: find issues, initiatives and milestones, and decisions_for ${project ? `project ${project}` : "the project"}. What was decided holds; what was rejected is not proposed again.`,
        "Then draft: the initiative or milestone it belongs to (a new one only where none fits), what has to be decided first with the options you see, and a parent issue with sub-issues, each small enough for one sitting, with acceptance criteria and what blocks what.",
        "Hand it over whole with propose_plan, issues, decisions (with governs), documents and links as one draft: a person accepts, edits or rejects each on a page, and list_changes tells what became of them. Answer with the key of the proposal. A new initiative or milestone is named in its note, for a person to make first.",
      ].join("\n"),
  },
  {
    name: "finish",
    title: "Finish an issue",
    description: "Check the criteria, log the work and close an issue.",
    arguments: [{ name: "issue", description: "Key of the issue; the one worked on where absent.", required: false }],
    text: ({ issue }) =>
      [
        `Finish ${issue ?? "the issue we worked on"}. Read it with get and check each acceptance criterion against what is there now, by running it where that is possible.`,
        "Check with decisions_for the paths you changed that nothing goes against a decision, and follow up what is marked as superseded.",
        "File what is left as its own issues with discoveredFrom.",
        'If all are met, hand it in with finish_work (what was done, commits, pull request, and evidence for each criterion like "1 commit 4f2a91c" or "2 test_run ADDRESS"): to review, or with outcome done where nobody has to look at it. If you do not hold it, log_work and save_issue (tick) do the same. If not all are met, say what is missing and leave it open.',
      ].join("\n"),
  },
  {
    name: "handoff",
    title: "Hand over",
    description: "Leave an issue so that somebody else can go on with it.",
    arguments: [
      { name: "issue", description: "Key of the issue; the one worked on where absent.", required: false },
      { name: "to", description: "Handle of who takes over.", required: false },
    ],
    text: ({ issue, to }) =>
      [
        `Hand over ${issue ?? "the issue we worked on"}${to ? ` to @${to.replace(/^@/, "")}` : ""}. Tick the criteria that are met.`,
        `Then write one comment with add_comment that somebody without this conversation can go on from: where it stands, what was tried and did not work, the branch and files, what is next, open questions${to ? `. Mention @${to.replace(/^@/, "")} in it` : ""}.`,
        `Then call finish_work with outcome ${to ? `hand_over and to ${to.replace(/^@/, "")}` : "release"}, with a note of one sentence; if you do not hold it, log_work, set the assignee and leave the status true. Answer with what you wrote.`,
      ].join("\n"),
  },
];
