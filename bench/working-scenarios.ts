import { newId } from "#lib/core/ids";
import type { Scenario, Stagehand } from "./scenarios.ts";

async function ready({ call }: Stagehand, n: number): Promise<string> {
  const made = await call("issues.create", {
    ...{ project: "MAIN", title: `Worked on in call ${n}`, status: "ready" },
    criteria: ["It works"],
  });
  return String(made.key);
}

async function held(stage: Stagehand, n: number): Promise<{ issue: string; lease: string }> {
  const issue = await ready(stage, n);
  const { claim } = await stage.call("issues.claim", { issue });
  return { issue, lease: (claim as { lease: string }).lease };
}

async function proven(stage: Stagehand, n: number): Promise<{ issue: string; evidence: string }> {
  const issue = await ready(stage, n);
  const { criteriaList } = await stage.call("issues.prove", { issue, criterion: 1, testRun: `passed in call ${n}` });
  const [criterion] = criteriaList as { evidence: { id: string }[] }[];
  return { issue, evidence: criterion?.evidence[0]?.id ?? "" };
}

/** The id of an agent's key with a session of one write. */
async function session({ call, write, me }: Stagehand, n: number): Promise<{ session: string; key: string }> {
  const name = `window ${n} ${newId()}`;
  const { id } = await call("keys.create", { name, kind: "agent" });
  const event = {
    ...{ at: new Date(), operation: "issues.update", door: "mcp", userId: me, keyId: String(id), actor: {} },
    ...{ session: name, requestId: newId(), subjectId: newId(), projectId: null, changes: [] },
  };
  await write((tx) => tx.event.createMany({ data: [event] }));
  return { session: name, key: String(id) };
}

/** A job that begins in a day, or one that failed. */
async function job({ write }: Stagehand, state: "queued" | "failed"): Promise<{ job: string }> {
  const id = newId();
  const now = new Date();
  const dueAt = state === "queued" ? new Date(now.getTime() + 86_400_000) : null;
  const row = { id, createdAt: now, name: "clear_jobs", key: id, slot: dueAt ? `clear_jobs ${id}` : null, data: {} };
  await write((tx) => tx.job.createMany({ data: [{ ...row, state, dueAt, attempts: 5 }] }));
  return { job: id };
}

/** Of the queue, claims, evidence, agents, sessions and jobs, by the operation's name. */
export const WORKING_SCENARIOS: Readonly<Record<string, Scenario>> = {
  "queue.list": () => ({ project: "MAIN" }),
  "queue.explain": (_, n) => ({ issue: `MAIN-${1 + (n % 700)}` }),
  "queue.claim": () => ({ project: "MAIN", another: true }),
  "claims.list": () => ({}),
  "issues.brief": (_, n) => ({ issue: `MAIN-${1 + (n % 700)}` }),
  "issues.claim": async (stage, n) => ({ issue: await ready(stage, n) }),
  "issues.heartbeat": held,
  "issues.release": held,
  "issues.hand_over": async (stage, n) => ({ ...(await held(stage, n)), to: "ben" }),
  "issues.finish": async (stage, n) => ({ ...(await held(stage, n)), status: "review", note: `Done in call ${n}` }),
  "issues.prove": async (stage, n) => ({
    ...{ issue: await ready(stage, n), criterion: 1 },
    testRun: `passed in call ${n}`,
  }),
  "issues.unprove": proven,
  "issues.verify": async (stage, n) => ({ issue: (await proven(stage, n)).issue }),
  "agents.list": () => ({}),
  "agents.get": async (stage, n) => ({ agent: (await session(stage, n)).key }),
  "tokens.list": () => ({}),
  "figures.list": () => ({}),
  "ai.usage": () => ({}),
  "jobs.list": () => ({}),
  "jobs.get": (stage) => job(stage, "queued"),
  "jobs.retry": (stage) => job(stage, "failed"),
  "jobs.cancel": (stage) => job(stage, "queued"),
  "sessions.get": session,
  "sessions.stop": async (stage, n) => ({ ...(await session(stage, n)), reason: "It went astray" }),
  "sessions.resume": async (stage, n) => {
    const astray = await session(stage, n);
    await stage.call("sessions.stop", { ...astray, reason: "It went astray" });
    return astray;
  },
};
