import { Readable } from "node:stream";
import pino from "pino";
import { ensureLocalOwner } from "#lib/auth/local-mode";
import { actorUser } from "#lib/auth/people";
import { type Actor, personActor } from "#lib/core/actor";
import { createContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { type Operation, run } from "#lib/core/operation";
import type { Database } from "#lib/db/database";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { finishIssue } from "#lib/domain/claims/finish-issue";
import { nextClaim } from "#lib/domain/claims/next-claim";
import { createComment } from "#lib/domain/comments/create-comment";
import { proveCriterion } from "#lib/domain/criteria/prove-criterion";
import { createIssue } from "#lib/domain/issues/create-issue";
import { ISSUE_STATUSES, ISSUE_TYPES } from "#lib/domain/issues/fields";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { binIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createKey } from "#lib/domain/keys/create-key";
import { createLabel } from "#lib/domain/labels/create-label";
import { createUser } from "#lib/domain/people/create-user";
import { updateMe } from "#lib/domain/people/update-me";
import { createProject } from "#lib/domain/projects/create-project";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { answerQuestion } from "#lib/domain/questions/answer-question";
import { askQuestion } from "#lib/domain/questions/ask-question";
import { listQueue } from "#lib/domain/queue/list-queue";
import { stopSession } from "#lib/domain/sessions/stop-session";
import { countTokens } from "#lib/domain/tokens/count-tokens";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { createWorkLog } from "#lib/domain/worklogs/create-work-log";
import { startWorkLog } from "#lib/domain/worklogs/start-work-log";
import { addJobs } from "./believable-jobs.ts";
import { believablePicture } from "./believable-picture.ts";
import { addPlanning, dayFromNow } from "./believable-planning.ts";
import { COMMENTS, HOSTILE, LABELS, LONG_DESCRIPTION, TITLES } from "./believable-texts.ts";

type Perform = (operation: Operation, input: unknown, actor?: Actor) => Promise<unknown>;

/** Two projects, sixty issues, three people and two agents at work: what the pages are looked at with. */
export async function fillWithPlan(database: Database): Promise<void> {
  const log = pino({ level: "silent" });
  let owner = personActor(actorUser(await ensureLocalOwner(database)), "admin");
  const perform: Perform = (operation, input, actor = owner) =>
    run(operation, createContext({ actor, database, log }), input);

  await perform(updateMe, { name: "Ada Lindqvist", handle: "ada" });
  owner = personActor(actorUser(await ensureLocalOwner(database)), "admin");
  const members: Actor[] = [];
  for (const [handle, name] of [
    ["ben", "Ben Okafor"],
    ["mei", "Mei Tanaka"],
  ] as const) {
    const user = { handle, name, password: "a long password", role: "member" };
    const { id } = (await perform(createUser, user)) as { id: string };
    members.push({ ...owner, user: { ...owner.user, id, handle, name } });
  }
  for (const [name, colour] of LABELS) await perform(createLabel, { name, colour });
  const keys: { id: string; name: string }[] = [];
  for (const name of ["claude-code laptop", "codex ci", "idle one"])
    keys.push((await perform(createKey, { name, kind: "agent", scope: "write" })) as { id: string; name: string });
  await perform(createKey, { name: "nightly import", kind: "script", scope: "read" });
  await perform(createProject, { key: "TUR", name: "Turbo", colour: "violet", description: "The planner itself." });
  await perform(createProject, { key: "ATLAS", name: "Atlas, the map of services", colour: "teal" });
  const agents = ["claude-code", "codex"].map((client, place) => agentActor(owner, keys[place], client));
  await fileIssues(perform, agents);
  await tellStory(perform, agents);
  const [claude = owner] = agents;
  const [ben = owner] = members;
  await addPlanning(perform, claude, { ben });
  const attach = async (on: string, name: string, content: Buffer) => {
    const limits = { maxSizeMb: 25, allowedTypes: ["*/*"] };
    await takeIn(database.contents, { name, body: Readable.from([content]), limits }, (file) =>
      perform(createAttachment, { on, ...file }),
    );
  };
  await attachFiles(perform, attach);
  await tellOfAgents(perform, agents, database);
  await addJobs(database);
}

/** Sessions, finished work and tokens served over four weeks. */
async function tellOfAgents(perform: Perform, agents: Actor[], database: Database): Promise<void> {
  const [claude, codex] = agents;
  if (!claude || !codex) return;
  for (const [place, tokens] of [41_000, 18_500, 77_300, null, 52_100, 30_900].entries()) {
    const night = { ...claude, session: `night-shift-${1 + (place % 2)}` };
    const title = `Night work ${place + 1}: what the report of last week named`;
    const { key } = (await perform(
      createIssue,
      { project: "ATLAS", title, status: "ready", confirm: true },
      night,
    )) as {
      key: string;
    };
    await perform(claimIssue, { issue: key, model: "claude-sonnet-5-5" }, night);
    await perform(finishIssue, { issue: key, status: "done", ...(tokens ? { tokens } : {}) }, night);
    const endedAt = new Date(Date.now() - (place * 5 + 1) * DAY);
    await database.write((tx) => tx.claim.updateMany({ where: { issue: { title } }, data: { endedAt } }));
  }
  const astray = { ...codex, session: "refactor-everything" };
  await perform(updateIssue, { issue: "TUR-11", title: "Rename all modules at once" }, astray);
  await perform(updateIssue, { issue: "TUR-12", priority: "critical" }, astray);
  await perform(undoEvents, { session: astray.session });
  await perform(stopSession, { session: astray.session, reason: "It renames modules that nobody asked about." });
  const day = new Date().toISOString().slice(0, 10);
  const tools = ["get_issue", "find_issues", "start_work", "add_comment", "list_queue", "tools/list", "finish_work"];
  await perform(countTokens, {
    served: tools.flatMap((tool, place) =>
      agents.map(({ key, session }, nth) => ({
        ...{ day, keyId: key?.id ?? "", session, tool, projects: place % 3 === 1 ? [] : [nth === 0 ? "TUR" : "ATLAS"] },
        ...{ calls: 90 - place * 9 - nth * 20, tokens: Math.round(190_000 / (place + 1 + nth)) },
      })),
    ),
  });
}

const DAY = 86_400_000;

/** Pictures and files on an issue and on a comment of it. */
async function attachFiles(
  perform: Perform,
  attach: (on: string, name: string, content: Buffer) => Promise<void>,
): Promise<void> {
  const issue = "TUR-2";
  await attach(issue, "lease-timeline.png", believablePicture());
  await attach(issue, "heartbeat-trace-of-the-second-machine-2026-11-20.log", Buffer.from("late\n".repeat(9_000)));
  const body = "The tenth run is the late one; the log holds both clocks.";
  const { id } = (await perform(createComment, { issue, body })) as { id: string };
  await attach(id, "runs.png", believablePicture());
  await attach(id, "both-clocks.log", Buffer.from("12:00:01 lease renewed\n".repeat(60)));
}

async function fileIssues(perform: Perform, agents: Actor[]): Promise<void> {
  const people = [null, "ada", "ben", "mei", null, "ada"];
  for (const [place, title] of TITLES.entries()) {
    await perform(
      createIssue,
      {
        project: place % 5 === 4 ? "ATLAS" : "TUR",
        title,
        type: ISSUE_TYPES[place % ISSUE_TYPES.length],
        status: ISSUE_STATUSES[[1, 2, 0, 5, 1, 3, 0, 2, 4, 5, 1, 6][place % 12] ?? 0],
        priority: PRIORITIES[[2, 1, 3, 4, 2, 0, 2, 3][place % 8] ?? 4],
        assignee: people[place % people.length],
        labels: LABELS.filter((_, index) => (place + index) % 4 === 0).map(([name]) => name),
        estimate: place % 3 === 0 ? (place % 5) + 1 : null,
        dueDate: place % 4 === 1 ? dayFromNow(place - 12) : null,
        criteria: place % 6 === 0 || place % 12 === 3 ? ["It is tested", { text: "It is documented", done: true }] : [],
        confirm: true,
      },
      place % 3 === 2 ? agents[place % 2] : undefined,
    );
  }
}

/** The issue that is looked at closely: everything an issue can have, by people and agents. */
async function tellStory(perform: Perform, [claude, codex]: Actor[]): Promise<void> {
  const issue = "TUR-2";
  await perform(updateIssue, {
    issue,
    description: LONG_DESCRIPTION,
    assignee: "ada",
    dueDate: dayFromNow(6),
    labels: LABELS.slice(0, 3).map(([name]) => name),
    criteria: [
      { text: "A lease that runs out returns the issue to ready", done: true },
      "The late write is refused and names the new holder",
      "Two claimers never get the same issue, on either database",
    ],
  });
  const run = "https://ci.example.org/turbo/runs/4711";
  await perform(proveCriterion, { issue, criterion: 1, commit: "4f9a2c1d7e", testRun: run }, claude);
  const asked409 = "Two servers on one database, 200 late writes: each answered 409 and named the holder.";
  await perform(
    proveCriterion,
    { issue, criterion: 2, pullRequest: "https://code.example.org/turbo/pull/31", note: asked409 },
    claude,
  );
  for (const title of ["Measure the clock drift", "Tell the holder before the lease ends"]) {
    await perform(createIssue, { project: "TUR", title, parent: issue, status: "ready", confirm: true }, claude);
  }
  await perform(linkIssues, { issue, kind: "blocked_by", other: "TUR-3" });
  await perform(linkIssues, { issue, kind: "relates_to", other: "ATLAS-1" });
  await perform(createComment, { issue, body: COMMENTS[0] }, claude);
  const asked = (await perform(createComment, { issue, body: COMMENTS[1] })) as { id: string };
  await perform(createComment, { issue, body: COMMENTS[2], replyTo: asked.id }, codex);
  await perform(createComment, { issue, body: HOSTILE });
  await perform(createWorkLog, { issue, minutes: 85, note: "Traced the lost write to TUR-3." });
  await perform(
    createWorkLog,
    { issue, minutes: 12, note: "Wrote the failing test.", commits: ["4f9a2c1d7e"] },
    claude,
  );
  await perform(startWorkLog, { issue, model: "claude-sonnet-5-5" }, claude);
  await perform(updateIssue, { issue, priority: "critical" }, codex);
  const lease = { issue, text: "How long may a lease be without a sign of life?", options: ["30 minutes", "4 hours"] };
  const answered = (await perform(askQuestion, { ...lease, blocking: false }, codex)) as { id: string };
  await perform(answerQuestion, { question: answered.id, choice: 1, answer: "As everywhere else." });
  await perform(
    askQuestion,
    {
      issue,
      text: "The late write comes back as `409` today. May I answer `422` instead?\n\n- `409` keeps what clients know.\n- `422` names the field.",
      options: ["Keep 409", "Answer 422, and say so in the changelog", "Neither: let the client retry"],
    },
    claude,
  );
  await perform(askQuestion, { issue: "TUR-5", text: "Is this still wanted after TUR-DEC2 was superseded?" }, codex);
  await perform(binIssue, { issue: "TUR-9" });
  // At work: one agent for a while already, another just now; and two that are to come first.
  await perform(nextClaim, { minutes: 30, project: "TUR", model: "claude-sonnet-5-5" }, claude);
  await perform(nextClaim, { minutes: 60 }, codex);
  const [first, second] = ((await perform(listQueue, { project: "TUR" })) as { items: { issue: { key: string } }[] })
    .items;
  await perform(updateIssue, { issue: second?.issue.key, pin: 1 });
  await perform(updateIssue, { issue: first?.issue.key, pin: 2 });
}

function agentActor(owner: Actor, row: { id: string; name: string } | undefined, client: string): Actor {
  const key = { id: row?.id ?? newId(), name: row?.name ?? client, kind: "agent" as const };
  return { ...owner, key, scope: "write", door: "mcp", client, session: `${client} window` };
}
