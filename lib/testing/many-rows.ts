import { newId } from "#lib/core/ids";
import { DECISION_STATUSES } from "#lib/domain/decisions/fields";
import { insertMany } from "./insert-many.ts";
import { type Plan, seedPlan } from "./many-issues.ts";
import type { World } from "./world.ts";

/** Fills a world with rows of every noun in such numbers that an index pays. */
export async function seedManyRows(world: World, issues: number): Promise<Plan> {
  const plan = await seedPlan(world, { issues, search: true });
  await seedActivity(world, plan);
  await seedMilestones(world, plan);
  await seedProposals(world, plan);
  await seedDocuments(world, plan);
  await seedDecisions(world, plan);
  await seedNounsTalk(world, plan);
  await seedPeople(world);
  await seedBin(world);
  return plan;
}

const ACTOR = { handle: "ada", name: "Ada", key: null, kind: "person", client: null };

/** Comments, work logs and events in such numbers that an index pays. */
async function seedActivity(world: World, plan: Plan): Promise<void> {
  const stamp = (n: number) => ({ createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 + n) });
  const userId = world.owner.user.id;
  const issues = plan.issues.slice(0, 400);
  await world.database.write(async (tx) => {
    const pairs = plan.issues.slice(1, 4000).map(({ id }, n) => ({ fromId: plan.issues[n]?.id ?? id, toId: id }));
    await insertMany(
      world,
      tx,
      "IssueLink",
      pairs.map((pair) => ({ id: newId(), createdAt: new Date(), kind: "relates_to", ...pair })),
    );
  });
  await world.database.write(async (tx) => {
    const named = plan.issues.slice(1, 4000).map(({ id }, n) => ({ fromId: plan.issues[n]?.id ?? id, toId: id }));
    await insertMany(
      world,
      tx,
      "Reference",
      named.map((pair) => ({ fromKind: "issue" as const, toKind: "issue" as const, ...pair })),
    );
  });
  await world.database.write(async (tx) => {
    await insertMany(
      world,
      tx,
      "InboxItem",
      plan.issues.slice(0, 4000).flatMap(({ id, projectId }, n) =>
        [world.owner, world.member].map(({ user }) => ({
          id: newId(),
          createdAt: new Date(1.7e12 + n),
          userId: user.id,
          kind: "assignment" as const,
          subjectKind: "issue" as const,
          subjectId: id,
          sourceId: id,
          projectId,
          actor: ACTOR,
        })),
      ),
    );
  });
  await world.database.write(async (tx) => {
    await insertMany(
      world,
      tx,
      "IssueAlias",
      plan.issues.slice(0, 4000).map(({ id, projectId }, n) => ({
        id: newId(),
        createdAt: new Date(),
        key: `OLD-${n}`,
        issueId: id,
        projectId,
      })),
    );
  });
  for (let round = 0; round < 10; round++) {
    await world.database.write(async (tx) => {
      await insertMany(
        world,
        tx,
        "Comment",
        issues.map(({ id, projectId }, n) => ({
          id: newId(),
          ...stamp(n),
          subjectKind: "issue" as const,
          subjectId: id,
          projectId,
          authorId: userId,
          body: "text",
        })),
      );
      await insertMany(
        world,
        tx,
        "Attachment",
        issues.map(({ id, projectId }, n) => ({
          id: newId(),
          createdAt: new Date(1.7e12 + n),
          subjectKind: "issue" as const,
          subjectId: id,
          projectId,
          authorId: userId,
          ...{ name: "notes.txt", mediaType: "text/plain", size: 5, hash: "none" },
        })),
      );
      await insertMany(
        world,
        tx,
        "WorkLog",
        issues.map(({ id }, n) => ({
          id: newId(),
          ...stamp(n),
          issueId: id,
          userId,
          startedAt: new Date(1.7e12 + n),
          commits: [],
        })),
      );
      await insertMany(
        world,
        tx,
        "Claim",
        issues.map(({ id }, n) => ({
          id: newId(),
          ...{ createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 + n) },
          issueId: id,
          userId,
          keyId: n % 2 === 0 ? "k" : null,
          session: `s-${n % 20}`,
          minutes: 30,
          until: new Date(1.7e12 + n),
          ...(round === 0 && n < 60
            ? { endedAt: null, end: null }
            : { endedAt: new Date(1.7e12 + n), end: "finished" }),
        })),
      );
      await insertMany(
        world,
        tx,
        "Question",
        issues.map(({ id }, n) => ({
          ...{ id: newId(), ...stamp(n), issueId: id, askerId: userId, askedId: userId, text: "text", options: [] },
          ...{ blocking: n % 2 === 0, state: (n + round) % 40 === 0 ? ("open" as const) : ("answered" as const) },
        })),
      );
      const first = round * issues.length;
      await insertMany(
        world,
        tx,
        "Event",
        issues.map(({ id, projectId }) => ({
          at: new Date(),
          operation: "issues.update",
          door: "rest",
          userId,
          actor: ACTOR,
          requestId: "r",
          subjectId: id,
          projectId,
          changes: [],
        })),
      );
      await insertMany(
        world,
        tx,
        "EventSubject",
        (await tx.event.findMany({ select: { number: true }, orderBy: { number: "asc" }, skip: first })).map(
          ({ number }) => ({ number, subjectId: plan.issues[number % 5000]?.id ?? "" }),
        ),
      );
    });
  }
}

/** Rows per transaction, of which each has its time. */
const BATCH = 500;

/** Documents below and beside each other, the first with many revisions. */
async function seedDocuments(world: World, plan: Plan): Promise<void> {
  const ids = Array.from({ length: 9000 }, () => newId());
  const [first = ""] = ids;
  const at = (n: number) => ({ createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 - n) });
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH).map((id, place) => ({ id, n: from + place }));
    await world.database.write(async (tx) => {
      await insertMany(
        world,
        tx,
        "Document",
        some.map(({ id, n }) => ({
          id,
          ...at(n),
          projectId: plan.issues[n % 40]?.projectId ?? "",
          number: n + 1,
          title: `Document ${n}`,
          titleFold: `document ${n}`,
          rank: `a${n}`,
          parentId: n > 100 ? (ids[n % 100] ?? null) : null,
        })),
      );
      await insertMany(
        world,
        tx,
        "Revision",
        some.map(({ id, n }) => ({
          ...{ id: newId(), createdAt: new Date(), documentId: n < 1000 ? first : id, number: n + 1 },
          ...{ title: "Document", hash: "none", length: 1 },
        })),
      );
    });
  }
}

/** Initiatives, milestones and status updates, and issues that belong to them. */
async function seedMilestones(world: World, plan: Plan): Promise<void> {
  const numbers = Array.from({ length: 3000 }, (_, n) => n + 1);
  const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + (n % 1500))).toISOString().slice(0, 10);
  const row = (n: number) => ({
    id: newId(),
    createdAt: new Date(1.7e12 + n),
    updatedAt: new Date(1.7e12 + n),
    number: n,
    title: `plan ${n}`,
    titleFold: `plan ${n}`,
    startDate: day(n),
  });
  const initiatives = numbers.map((n) => ({ ...row(n), targetDate: day(n + 90), targetSort: day(n + 90) }));
  const milestones = numbers.map((n) => ({
    ...row(n),
    projectId: plan.projects[n % plan.projects.length]?.id ?? "",
    dueDate: day(n + 30),
    dueSort: day(n + 30),
  }));
  for (let from = 0; from < numbers.length; from += BATCH) {
    await world.database.write(async (tx) => {
      await insertMany(world, tx, "Initiative", initiatives.slice(from, from + BATCH));
      await insertMany(world, tx, "Milestone", milestones.slice(from, from + BATCH));
      await insertMany(
        world,
        tx,
        "InitiativeProject",
        initiatives
          .slice(from, from + BATCH)
          .map(({ id, number }) => ({ initiativeId: id, projectId: plan.projects[number % 10]?.id ?? "" })),
      );
      await insertMany(
        world,
        tx,
        "StatusUpdate",
        // Each has one, and the second has many.
        initiatives.slice(from, from + BATCH).map((one, n) => ({
          id: newId(),
          createdAt: one.createdAt,
          updatedAt: one.updatedAt,
          initiativeId: n % 10 === 9 ? (initiatives[1]?.id ?? one.id) : one.id,
          health: "on_track" as const,
          body: "text",
        })),
      );
    });
  }
  await world.database.write(async (tx) => {
    for (const [place, { id }] of plan.issues.slice(0, 40).entries()) {
      const initiativeId = initiatives[place % 2]?.id ?? null;
      await tx.issue.updateMany({
        where: { id },
        data: { initiativeId, milestoneId: milestones[place % 3]?.id ?? null },
      });
    }
  });
}

/** Proposals, most of them settled, with an item each. */
async function seedProposals(world: World, plan: Plan): Promise<void> {
  const proposals = times(3000, (n) => ({
    ...{ id: newId(), createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 + n), number: n + 1 },
    ...{ projectId: plan.projects[n % plan.projects.length]?.id ?? "", title: `plan ${n}`, titleFold: `plan ${n}` },
    ...{ creatorId: world.owner.user.id, status: n % 40 === 0 ? ("open" as const) : ("settled" as const) },
    statusOrder: n % 40 === 0 ? 1 : 0,
  }));
  for (let from = 0; from < proposals.length; from += BATCH) {
    const some = proposals.slice(from, from + BATCH);
    await world.database.write(async (tx) => {
      await insertMany(world, tx, "Proposal", some);
      await insertMany(
        world,
        tx,
        "ProposalItem",
        some.map(({ id }) => ({ proposalId: id, number: 1, make: "issue", payload: { title: "Step" } })),
      );
    });
  }
}

const times = <T>(many: number, make: (n: number) => T): T[] => Array.from({ length: many }, (_, n) => make(n));
const stampOf = (n: number) => ({ createdAt: new Date(1.7e12 + n), updatedAt: new Date(1.7e12 - n) });

/** Decisions of projects and of the workspace with what they govern; few of them are still leaned on. */
async function seedDecisions(world: World, plan: Plan): Promise<void> {
  const documents = await world.database.reader.document.findMany({ select: { id: true }, take: 3000 });
  const ofFirst = plan.issues.filter(({ projectId }) => projectId === plan.projects[0]?.id);
  const isFlagged = (n: number) => n % 200 === 0;
  const decisions = times(3000, (n) => ({
    id: newId(),
    ...stampOf(n),
    projectId: n % 11 === 10 ? null : (plan.projects[n % 11]?.id ?? null),
    number: n + 1,
    title: `Decision ${n}`,
    titleFold: `decision ${n}`,
    options: [],
    impactAreas: n % 7 === 0 ? ["security"] : [],
    status: isFlagged(n) ? ("superseded" as const) : (DECISION_STATUSES[n % 3] ?? "proposed"),
  }));
  const targets = decisions.flatMap(({ id: decisionId }, n) =>
    (
      [
        ["issue", (isFlagged(n) ? ofFirst[n / 200] : plan.issues[n])?.id],
        ["document", documents[n]?.id],
        ["label", plan.labels[n % 20]?.id],
        ["path", `src/part-${n}/**`],
      ] as const
    ).map(([kind, target = ""]) => ({
      id: newId(),
      createdAt: new Date(),
      decisionId,
      kind,
      target,
      prefix: kind === "path" ? `src/part-${n}` : "",
      stale: isFlagged(n) && (kind === "issue" || kind === "document"),
    })),
  );
  for (let from = 0; from < decisions.length; from += BATCH) {
    await world.database.write(async (tx) => {
      await insertMany(world, tx, "Decision", decisions.slice(from, from + BATCH));
      await insertMany(world, tx, "DecisionTarget", targets.slice(4 * from, 4 * (from + BATCH)));
    });
  }
  await world.database.write((tx) =>
    insertMany(
      world,
      tx,
      "DocumentLabel",
      documents.slice(0, 1000).map(({ id }) => ({ documentId: id, labelId: plan.labels[3]?.id ?? "" })),
    ),
  );
}

/** Comments, files and references on one of each noun, more than a page of them. */
async function seedNounsTalk(world: World, plan: Plan): Promise<void> {
  const { reader } = world.database;
  const [initiative, milestone, decision, document, proposal] = await Promise.all([
    reader.initiative.findFirst({ where: { number: 1 } }),
    reader.milestone.findFirst({ where: { number: 1 } }),
    reader.decision.findFirst({ where: { number: 1 } }),
    reader.document.findFirst({ where: { number: 1 } }),
    reader.proposal.findFirst({ where: { number: 1 } }),
  ]);
  const nouns = [
    ["issue", plan.issues[3]?.id, plan.issues[3]?.projectId],
    ["initiative", initiative?.id, null],
    ["milestone", milestone?.id, milestone?.projectId],
    ["decision", decision?.id, decision?.projectId],
    ["document", document?.id, document?.projectId],
    ["proposal", proposal?.id, proposal?.projectId],
  ] as const;
  await world.database.write(async (tx) => {
    for (const [subjectKind, subjectId = "", projectId = null] of nouns) {
      const on = { subjectKind, subjectId, projectId };
      await insertMany(
        world,
        tx,
        "Comment",
        times(20, (n) => ({ id: newId(), ...stampOf(n), ...on, body: "text" })),
      );
      await insertMany(
        world,
        tx,
        "Attachment",
        times(20, (n) => ({
          id: newId(),
          createdAt: stampOf(n).createdAt,
          ...on,
          ...{ name: "notes.txt", mediaType: "text/plain", size: 5, hash: "none" },
        })),
      );
      const others = plan.issues.slice(5000, 5020).map(({ id }) => id);
      await insertMany(
        world,
        tx,
        "Reference",
        others.flatMap((id) => [
          { fromKind: "issue" as const, fromId: id, toKind: subjectKind, toId: subjectId },
          { fromKind: subjectKind, fromId: subjectId, toKind: "issue" as const, toId: id },
        ]),
      );
      await insertMany(
        world,
        tx,
        "Event",
        times(20, () => ({
          at: new Date(),
          operation: "comments.create",
          door: "rest",
          userId: world.owner.user.id,
          actor: ACTOR,
          requestId: "r",
          subjectId,
          projectId,
          changes: [{ kind: "comment", id: subjectId, key: "x", projectId, fields: {} }],
        })),
      );
    }
  });
}

/** People, keys, signed-in browsers and agent sessions, more than a page of each. */
async function seedPeople(world: World): Promise<void> {
  const userId = world.owner.user.id;
  const users = times(300, (n) => ({ id: newId(), ...stampOf(n), handle: `person-${n}`, name: `Person ${n}` }));
  const owners = [userId, world.member.user.id, ...users.map(({ id }) => id)];
  await world.database.write(async (tx) => {
    await insertMany(
      world,
      tx,
      "User",
      users.map((user) => ({ ...user, role: "member" as const })),
    );
    await insertMany(
      world,
      tx,
      "ApiKey",
      owners.slice(0, 100).flatMap((owner) =>
        times(20, (n) => ({
          id: newId(),
          ...stampOf(n),
          userId: owner,
          name: `key ${n}`,
          kind: "agent" as const,
          scope: "write" as const,
          prefix: `turbo_${n}`,
          hash: newId(),
        })),
      ),
    );
    await insertMany(world, tx, "ApiKey", [
      {
        ...{ id: "k", ...stampOf(0), userId, name: "busy", kind: "agent" as const, scope: "write" as const },
        ...{ prefix: "busy", hash: "k" },
      },
    ]);
    await insertMany(
      world,
      tx,
      "TokensServed",
      times(6000, (n) => ({
        day: new Date(Date.now() - (n % 300) * 86_400_000).toISOString().slice(0, 10),
        ...{ keyId: n % 3 === 0 ? "k" : `k-${n % 50}`, session: `session ${n % 40}`, tool: `tool ${n}` },
        ...{ projectId: "", calls: 1, tokens: 100 },
      })),
    );
    await insertMany(
      world,
      tx,
      "Job",
      times(3000, (n) => ({
        ...{ id: newId(), createdAt: stampOf(n).createdAt, name: `job ${n % 10}`, key: `${n}`, data: {} },
        ...{ state: n % 100 === 0 ? "queued" : n % 50 === 1 ? "failed" : "done", attempt: 0, tried: 0, attempts: 5 },
        ...{ dueAt: n % 100 === 0 ? stampOf(n).createdAt : null, note: "", error: "" },
      })),
    );
    await insertMany(
      world,
      tx,
      "UndoneEvent",
      times(3000, (n) => ({ number: n + 1, at: new Date() })),
    );
    await insertMany(
      world,
      tx,
      "SignIn",
      owners.slice(0, 100).flatMap((owner) =>
        times(20, (n) => ({
          id: newId(),
          createdAt: stampOf(n).createdAt,
          userId: owner,
          userAgent: "a browser",
          lastSeenAt: new Date(),
          expiresAt: new Date(Date.UTC(2999, 0, 1)),
        })),
      ),
    );
    await insertMany(
      world,
      tx,
      "OneTimeToken",
      times(3000, (n) => ({
        hash: `hash ${n}`,
        id: newId(),
        createdAt: stampOf(n).createdAt,
        purpose: n % 2 === 0 ? "invite" : "enter",
        expiresAt: new Date(Date.UTC(2999, 0, 1)),
        byId: userId,
        invited: { name: null, handle: null, role: "member" },
      })),
    );
    await insertMany(
      world,
      tx,
      "Event",
      times(400, (n) => ({
        at: new Date(),
        operation: "issues.update",
        door: "mcp",
        userId,
        keyId: "k",
        session: `session ${n % 40}`,
        actor: ACTOR,
        requestId: `session ${n}`,
        subjectId: userId,
        changes: [],
      })),
    );
  });
}

/** Puts a page and more of each noun into the bin. */
async function seedBin(world: World): Promise<void> {
  const gone = { shelf: "binned" as const, binnedAt: new Date(1.7e12) };
  const data = { data: gone };
  await world.database.write(async (tx) => {
    const ofNumber = { number: { gte: 90, lt: 95 } };
    await tx.issue.updateMany({ where: ofNumber, ...data });
    await tx.milestone.updateMany({ where: ofNumber, ...data });
    await tx.initiative.updateMany({ where: ofNumber, ...data });
    await tx.document.updateMany({ where: ofNumber, ...data });
    await tx.decision.updateMany({ where: ofNumber, ...data });
    await tx.proposal.updateMany({ where: ofNumber, ...data });
    const ids = async (rows: Promise<{ id: string }[]>) => ({ id: { in: (await rows).map(({ id }) => id) } });
    const last = { orderBy: { id: "desc" as const }, take: 10, select: { id: true } };
    await tx.comment.updateMany({ where: await ids(tx.comment.findMany(last)), ...data });
    await tx.attachment.updateMany({ where: await ids(tx.attachment.findMany(last)), ...data });
    await tx.statusUpdate.updateMany({ where: await ids(tx.statusUpdate.findMany(last)), ...data });
    await tx.workLog.updateMany({ where: await ids(tx.workLog.findMany(last)), ...data });
    await tx.question.updateMany({ where: await ids(tx.question.findMany(last)), ...data });
  });
}
