import type { Actor } from "#lib/core/actor";
import type { Operation } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { proveCriterion } from "#lib/domain/criteria/prove-criterion";
import { acceptDecision } from "#lib/domain/decisions/accept-decision";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { supersedeDecision } from "#lib/domain/decisions/supersede-decision";
import { createDocument } from "#lib/domain/documents/create-document";
import { updateDocument } from "#lib/domain/documents/update-document";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { postStatusUpdate } from "#lib/domain/initiatives/post-status-update";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { acceptItems } from "#lib/domain/proposals/accept-items";
import { editItem } from "#lib/domain/proposals/edit-item";
import { propose } from "#lib/domain/proposals/propose";
import { rejectItems } from "#lib/domain/proposals/reject-items";

type Perform = (operation: Operation, input: unknown, actor?: Actor) => Promise<unknown>;

export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** What stands above the issues: initiatives, milestones, decisions that bind, documents. */
export async function addPlanning(perform: Perform, claude: Actor, people: { ben: Actor }): Promise<void> {
  await addInitiatives(perform);
  await addMilestones(perform);
  await addDecisions(perform, claude);
  await addDocuments(perform, claude);
  await addProposals(perform, claude);
  await perform(
    createComment,
    { issue: "TUR-2", body: "@ada the clock of the second machine is 40 s ahead, see TUR-DOC1 and TUR-DEC1." },
    people.ben,
  );
}

async function addInitiatives(perform: Perform): Promise<void> {
  const initiatives = [
    ["Agents never collide", "in_progress", "at_risk", -40, 30, ["TUR"]],
    ["First public version", "in_progress", "on_track", -20, 75, ["TUR", "ATLAS"]],
    ["One map of all services, with the owners, the costs and the contracts between them", "planning", null, 20, 140],
    ["Leave the old tracker", "completed", "on_track", -120, -10, ["ATLAS"]],
    ["Offline first", "on_hold", "off_track", -60, -5, ["TUR"]],
  ] as const;
  for (const [title, status, health, start, target, projects = []] of initiatives) {
    await perform(createInitiative, {
      title,
      description: `Why it matters: two agents on one issue cost us **a day a week**. See TUR-2.`,
      owner: "ada",
      status,
      health,
      startDate: dayFromNow(start),
      targetDate: dayFromNow(target),
      projects: [...projects],
    });
  }
  await perform(postStatusUpdate, {
    initiative: "I-1",
    health: "on_track",
    body: "Leases work on both databases. The late heartbeat is next.",
  });
  await perform(postStatusUpdate, {
    initiative: "I-1",
    health: "at_risk",
    body: "The clock drift (TUR-3) takes longer than planned:\n\n- two machines differ by 40 s\n- the lease needs the database's clock",
  });
  for (const place of [1, 2, 3, 4, 6, 7, 8, 11]) {
    await perform(updateIssue, { issue: `TUR-${place}`, initiative: place % 2 === 0 ? "I-1" : "I-2" });
  }
}

/** A plan that is half looked at, and one that is settled. */
async function addProposals(perform: Perform, claude: Actor): Promise<void> {
  const clock = {
    project: "TUR",
    title: "Leases by the database's clock, in five steps",
    note: "TUR-DEC1 says *what*; this says **in which order**. The second step can go out alone and mends TUR-3.",
    items: [
      {
        ...{ make: "issue", name: "clock", title: "Read the time of the database in one place", priority: "high" },
        ...{ type: "improvement", estimate: 3, labels: ["database"], blockedBy: ["TUR-3"] },
        description:
          "Today three places call `Date.now()`:\n\n- the claim\n- the heartbeat\n- the sweep\n\nOne function, used by all.",
        criteria: ["No other file reads the clock", "A test sets the time of the database"],
      },
      { make: "issue", title: "Compare leases in the statement that writes", parent: "clock", priority: "critical" },
      { make: "issue", title: "Sweep what ran out by the same clock", parent: "clock", blockedBy: ["2"], estimate: 2 },
      {
        make: "issue",
        title: "Warn when a machine's own clock is more than five seconds off the database's, once an hour",
        parent: "clock",
        priority: "low",
      },
      {
        make: "document",
        title: "How leases end",
        kind: "design",
        body: "# How leases end\n\nA lease ends by the database's clock.",
      },
      {
        make: "decision",
        title: "Machines need no exact clock",
        outcome: "Nothing reads it.",
        governs: { issues: ["clock"], paths: ["lib/claims/**"] },
      },
      { make: "link", issue: "clock", kind: "relates_to", other: "TUR-2" },
    ],
  };
  await perform(propose, clock, claude);
  await perform(editItem, { proposal: "TUR-P1", item: 4, changes: { estimate: 1 } });
  await perform(acceptItems, { proposal: "TUR-P1", items: [2] });
  await perform(rejectItems, { proposal: "TUR-P1", items: [6], reason: "TUR-DEC1 says so already." });
  const items = [{ make: "issue", title: "Ask before a folder is imported twice" }];
  await perform(propose, { project: "TUR", title: "Safer imports", items }, claude);
  await perform(acceptItems, { proposal: "TUR-P2", all: true });
}

async function addMilestones(perform: Perform): Promise<void> {
  const milestones = [
    ["Beta", "in_progress", -30, 12],
    ["1.0", "planned", 12, 60],
    ["Alpha", "in_progress", -90, -8],
    ["Everything that was asked for by the three pilot teams, in the order in which they need it", "planned", 60, 120],
  ] as const;
  for (const [title, status, start, due] of milestones) {
    await perform(createMilestone, {
      project: "TUR",
      title,
      status,
      description: "What has to be there for the three pilot teams.",
      startDate: dayFromNow(start),
      dueDate: dayFromNow(due),
    });
  }
  for (const place of [1, 2, 4, 5, 6, 8, 10, 12, 14, 16]) {
    await perform(updateIssue, { issue: `TUR-${place}`, milestone: place % 3 === 0 ? "Alpha" : "Beta" });
  }
}

async function addDecisions(perform: Perform, claude: Actor): Promise<void> {
  await perform(createDecision, {
    project: "TUR",
    title: "The database's clock decides when a lease ends",
    context: "Two machines differ by up to 40 seconds (TUR-3), and a lease is 30 minutes. Whose clock counts?",
    options: [
      { name: "The database's clock", pros: ["One clock for all", "No new service"], cons: ["One round trip more"] },
      {
        name: "The machine's clock",
        pros: ["Nothing to do"],
        cons: ["Two holders at once"],
        whyNot: "It is the fault that we are here to mend.",
      },
      {
        name: "A time service",
        pros: ["Exact"],
        cons: ["Nothing may leave the machine"],
        whyNot: "Turbo must work without any outside service.",
      },
    ],
    outcome: "Leases are compared with `now()` of the database, in the statement that writes.",
    rationale: "It is the only clock that all holders share.",
    consequences: "Tests set the database's time, not the process's.",
    kind: "technical",
    impactAreas: ["correctness", "operations"],
    governs: { issues: ["TUR-2", "TUR-3"], paths: ["lib/claims/**"], labels: ["database"] },
  });
  await perform(acceptDecision, { decision: "TUR-DEC1", option: "The database's clock" });
  await perform(createDecision, {
    title: "No telemetry, ever",
    context: "People ask what leaves their machine.",
    outcome: "Nothing does.",
    rationale: "A planner knows everything that a company is about to do.",
    kind: "strategic",
    impactAreas: ["privacy"],
    governs: { paths: ["**"] },
    accept: true,
  });
  const old = {
    project: "TUR",
    title: "Search with LIKE",
    outcome: "Search compares texts with LIKE.",
    governs: { issues: ["TUR-4", "TUR-14"], paths: ["lib/search/**"] },
    accept: true,
  };
  await perform(createDecision, old);
  await perform(createDecision, {
    ...old,
    title: "Search with a full-text index",
    outcome: "Search uses the full-text index of each database.",
    governs: { paths: ["lib/search/**"] },
  });
  await perform(supersedeDecision, { decision: "TUR-DEC2", by: "TUR-DEC3" });
  await perform(
    createDecision,
    {
      project: "TUR",
      title: "Write the queue's score in SQL or in code",
      context: "The order must be explained part by part.",
      options: ["In SQL", "In code, over the best hundred"],
    },
    claude,
  );
}

async function addDocuments(perform: Perform, claude: Actor): Promise<void> {
  const documents = [
    ["Leases", "specification", "approved", null],
    ["How a lease ends", "design", "in_review", "TUR-DOC1"],
    ["Clock drift, measured", "research", "draft", "TUR-DOC1"],
    ["Operations handbook", "user_guide", "published", null],
    ["Weekly of 12 November", "meeting_notes", "draft", "TUR-DOC4"],
  ] as const;
  for (const [title, kind, status, parent] of documents) {
    await perform(createDocument, {
      project: "TUR",
      title,
      kind,
      status,
      parent,
      labels: kind === "design" ? ["design"] : [],
      body: DOCUMENT,
    });
  }
  await perform(createDocument, { project: "ATLAS", title: "Contracts between services", kind: "requirements" });
  await perform(proveCriterion, { issue: "TUR-2", criterion: 1, document: "TUR-DOC1" });
  const change = { document: "TUR-DOC1", note: "The end, as we decided in TUR-DEC1" };
  await perform(
    updateDocument,
    { ...change, body: DOCUMENT.replace("30 minutes", "30 minutes (45 for agents)") },
    claude,
  );
}

const DOCUMENT = `A lease says **who works on an issue, and until when**. This document says how it begins, lives and ends; TUR-2 is where we learned it.

## How it begins

An agent asks for the next issue and gets it with a lease of 30 minutes. Asking again for what one holds succeeds again.

1. The best ready issue is picked in one statement.
2. The assignee is set and the issue moves to *in progress*.
3. A work log is opened.

\`\`\`ts
export async function claim(ctx: WriteContext, issue: string, minutes = 30): Promise<Claim> {
  return insertLease(ctx, { issue, until: after(ctx.now, minutes) });
}
\`\`\`

## How it lives

| Write | Counts as heartbeat |
| --- | --- |
| A comment on the issue | yes |
| A comment elsewhere | no |
| A work log | yes |

- [x] Written down
- [ ] Tested on a machine whose clock is wrong

## How it ends

It is finished, given back, or runs out. See TUR-DEC1 for whose clock counts and I-1 for why all this matters.
`;
