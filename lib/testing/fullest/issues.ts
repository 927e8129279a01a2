import {
  type Call,
  type FullestWrite,
  initiative,
  issue,
  LABELS,
  milestone,
  movedIssue,
  naming,
  title,
} from "./stage.ts";

/** Writes of issues and what lies on them. Issues are named by old keys, which are the dearest to find. */
export const FULLEST_ISSUES: Readonly<Record<string, FullestWrite>> = {
  "issues.create": {
    operation: "issues.create",
    async input(call) {
      const [parent, blocker, origin] = [await movedIssue(call), await movedIssue(call), await movedIssue(call)];
      return {
        project: "MAIN",
        title: title(),
        description: naming(parent.key),
        type: "feature",
        status: "in_progress",
        priority: "high",
        estimate: 3,
        assignee: "ben",
        parent: parent.old,
        initiative: await initiative(call),
        milestone: await milestone(call),
        dueDate: "2027-01-31",
        labels: ["backend", "ux"],
        branch: "made",
        pin: 1,
        criteria: ["It is fast", { text: naming(), done: true }],
        blockedBy: [blocker.old, "MAIN-1"],
        discoveredFrom: origin.old,
        confirm: true,
      };
    },
  },
  "issues.update": {
    operation: "issues.update",
    without: ["replace", "addLabels", "removeLabels", "addCriteria", "removeCriteria", "after"],
    async input(call) {
      const [changed, parent, other] = [await movedIssue(call), await movedIssue(call), await movedIssue(call)];
      await call("issues.update", { issue: changed.key, description: "See MAIN-2.", labels: ["backend", "ux"] });
      return {
        issue: changed.old,
        title: title(),
        description: naming(parent.key),
        type: "bug",
        status: "done",
        priority: "low",
        estimate: 5,
        assignee: "ben",
        parent: parent.old,
        initiative: await initiative(call),
        milestone: await milestone(call),
        dueDate: "2027-02-28",
        labels: ["ux", "design"],
        branch: "changed",
        pin: 2,
        criteria: [naming()],
        resolution: null,
        before: other.old,
        force: true,
      };
    },
  },
  "issues.update, in places": {
    operation: "issues.update",
    without: ["description", "labels", "criteria", "before"],
    async input(call) {
      const texts = { description: "See MAIN-2.", criteria: ["It works"] };
      const changed = await issue(call, { ...texts, labels: ["backend", "ux"] });
      return {
        issue: changed,
        title: title(),
        replace: [{ find: "See MAIN-2.", replace: naming() }],
        type: "bug",
        status: "canceled",
        priority: "low",
        estimate: 5,
        assignee: "ben",
        parent: await issue(call),
        initiative: await initiative(call),
        milestone: await milestone(call),
        dueDate: "2027-02-28",
        addLabels: ["design"],
        removeLabels: ["ux"],
        branch: "changed",
        pin: 2,
        addCriteria: [naming()],
        removeCriteria: ["It works"],
        resolution: "obsolete",
        after: await issue(call),
        force: true,
      };
    },
  },
  "issues.prove": {
    operation: "issues.prove",
    async input(call) {
      const { key, old } = await movedIssue(call);
      await call("issues.update", { issue: key, criteria: [naming()] });
      const { key: document } = await call("documents.create", { project: "MAIN", title: title() });
      const shown = { commit: "0123456789abcdef", pullRequest: "#12", testRun: "https://ci.example/7", document };
      return { issue: old, criterion: 1, ...shown, note: naming() };
    },
  },
  "issues.link": {
    operation: "issues.link",
    async input(call) {
      return { issue: (await movedIssue(call)).old, kind: "blocks", other: (await movedIssue(call)).old };
    },
  },
  "issues.link, a duplicate": {
    operation: "issues.link",
    async input(call) {
      return { issue: (await movedIssue(call)).old, kind: "duplicates", other: (await movedIssue(call)).old };
    },
  },
  "issues.move": {
    operation: "issues.move",
    async input(call) {
      const { key, old } = await movedIssue(call);
      const plan = { initiative: await initiative(call, { projects: ["MAIN"] }), milestone: await milestone(call) };
      await call("issues.update", { issue: key, ...plan });
      for (const parent of [key, key]) await issue(call, { parent, ...plan, description: naming() });
      await call("comments.create", { on: key, body: naming() });
      return { issue: old, project: "WEB", withSubIssues: true };
    },
  },
  "comments.create": {
    operation: "comments.create",
    without: ["issue"],
    async input(call) {
      const { key, old } = await movedIssue(call);
      return { on: old, body: naming(key), replyTo: (await call("comments.create", { on: key, body: "First" })).id };
    },
  },
  "comments.update": {
    operation: "comments.update",
    async input(call) {
      const { id } = await call("comments.create", { on: "MAIN-1", body: "See MAIN-2." });
      return { comment: id, body: naming() };
    },
  },
  "queue.claim": {
    operation: "queue.claim",
    async input(call) {
      await call("issues.create", { project: "WEB", title: title(), status: "ready", type: "bug", labels: LABELS });
      return { project: "WEB", label: LABELS, type: "bug", another: true, minutes: 10, model: "model" };
    },
  },
  "issues.claim": {
    operation: "issues.claim",
    async input(call) {
      return { issue: (await movedIssue(call)).old, minutes: 10, model: "model" };
    },
  },
  "issues.hand_over": {
    operation: "issues.hand_over",
    async input(call) {
      const { key, old } = await movedIssue(call);
      return { issue: old, lease: await claimed(call, key), to: "ben", note: naming() };
    },
  },
  "issues.finish": {
    operation: "issues.finish",
    async input(call) {
      const { key, old } = await movedIssue(call);
      await call("issues.update", { issue: key, criteria: ["It works", naming()] });
      const { key: document } = await call("documents.create", { project: "MAIN", title: title() });
      return {
        issue: old,
        lease: await claimed(call, key),
        status: "done",
        evidence: ["1 commit 0123456789abcdef", { criterion: 2, document, note: naming() }],
        note: naming(),
        model: "model",
        commits: ["0123456789abcdef"],
        branch: "worked",
        pullRequest: "https://code.example/1",
        tokens: 1000,
        cost: 1.5,
        force: true,
      };
    },
  },
  "questions.ask": {
    operation: "questions.ask",
    async input(call) {
      const { key, old } = await movedIssue(call);
      return { issue: old, text: naming(key), options: ["This", "That"], blocking: true, of: "ben" };
    },
  },
  "questions.answer": {
    operation: "questions.answer",
    async input(call) {
      const asked = { issue: await issue(call), text: naming(), options: ["This", "That"] };
      return { question: (await call("questions.ask", asked)).id, choice: "That", answer: naming() };
    },
  },
  "worklogs.stop": {
    operation: "worklogs.stop",
    async input(call) {
      return {
        worklog: (await call("worklogs.start", { issue: await issue(call) })).id,
        note: naming(),
        model: "model",
        commits: ["0123456789abcdef"],
        branch: "worked",
        pullRequest: "https://code.example/1",
        tokens: 1000,
        cost: 1.5,
      };
    },
  },
};

/** The lease of a claim on an issue. */
async function claimed(call: Call, issue: string): Promise<string> {
  return ((await call("issues.claim", { issue })).claim as { lease: string }).lease;
}
