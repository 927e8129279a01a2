import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { freshPostgres, type RunningTurbo, startTurbo } from "../start.ts";
import { type AgentProcess, type Mixed, startAgent } from "./agent-process.ts";

const AGENTS = 16;
const WRITES = 2_000;

interface Event {
  number: number;
  session: string | null;
}

/** Sixteen processes, each with a session of its own, in turn at each of the servers. */
async function agentsAt(servers: readonly RunningTurbo[], agentKey: string): Promise<AgentProcess[]> {
  const urls = servers.map(({ url }) => url);
  const starting = Array.from({ length: AGENTS }, (_, n) =>
    startAgent(urls[n % urls.length] ?? "", agentKey, `agent ${n}`, n + 1),
  );
  return Promise.all(starting);
}

const keyOf = ({ text, refused }: { text: string; refused: boolean }) =>
  refused ? null : (/ALL-\d+/.exec(text)?.[0] ?? null);

const file = (server: RunningTurbo, title: string) =>
  server.rest("POST", "/issues", { project: "ALL", title, status: "ready" });

/** The agents and the first of the servers that they are at, with a project; whatever comes of it, the agents end. */
async function withAgents(
  servers: readonly RunningTurbo[],
  work: (first: RunningTurbo, agents: readonly AgentProcess[], agentKey: string) => Promise<void>,
): Promise<void> {
  const [first] = servers;
  if (!first) throw new Error("there is no server");
  // The key that the first server made is good at both.
  const agentKey = servers.map((server) => server.agentKey).find(Boolean) ?? "";
  expect((await first.rest("POST", "/projects", { name: "All", key: "ALL" })).status).toBe(201);
  const agents = await agentsAt(servers, agentKey);
  try {
    await work(first, agents, agentKey);
  } finally {
    for (const agent of agents) agent.kill();
  }
}

async function expectNothingLost(server: RunningTurbo, agents: readonly AgentProcess[]): Promise<void> {
  await expectOneWinnerEach(server, agents);
  await expectAllWritten(server, agents);
}

async function expectOneWinnerEach(server: RunningTurbo, agents: readonly AgentProcess[]) {
  const only = (await (await file(server, "The only one")).json()).key;
  const one = await Promise.all(agents.map((agent) => agent.call("start_work", { issue: only })));
  expect(one.filter((answer) => keyOf(answer) === only)).toHaveLength(1);
  for (const { text } of one.filter(({ refused }) => refused)) expect(text).toContain("is claimed by");

  for (let n = 0; n < AGENTS; n++) expect((await file(server, `One of many, ${n}`)).status).toBe(201);
  const many = await Promise.all(agents.map((agent) => agent.call("start_work", { another: true })));
  expect(new Set(many.map(keyOf)).size, many.map(({ text }) => text.slice(0, 200)).join("\n")).toBe(AGENTS);
  expect(many.map(keyOf)).not.toContain(null);
  const { text, refused } = (await agents[0]?.call("start_work", { another: true })) ?? { text: "", refused: false };
  expect([refused, text]).toEqual([true, expect.stringContaining("Nothing that you may take is ready")]);
}

/** Every write that was acknowledged is there, by the session that made it; every other was refused in words. */
async function expectAllWritten(server: RunningTurbo, agents: readonly AgentProcess[]) {
  const from = await lastEvent(server);
  const issues = Array.from({ length: AGENTS }, (_, n) => `ALL-${n + 3}`);
  const order = { count: Math.ceil(WRITES / AGENTS), issues, project: "ALL" };
  const done = await Promise.all(agents.map(async (agent) => ({ agent, all: await agent.mixed(order) })));
  const events = await eventsSince(server, from);
  const bySession = new Map<string, number[]>();
  for (const { number, session } of events) {
    if (session !== null) bySession.set(session, [...(bySession.get(session) ?? []), number]);
  }
  const kinds = { written: 0, refused: 0 };
  for (const { agent, all } of done) {
    expect(all).toHaveLength(order.count);
    const told = all.flatMap((one: Mixed) => one.events);
    expect(told.toSorted((a, b) => a - b)).toEqual(bySession.get(agent.session));
    for (const { refused, text, events: numbers, tool } of all) {
      kinds[refused ? "refused" : "written"] += 1;
      if (refused) expect(text).toMatch(/^Refused/);
      // To start what one holds already changes nothing.
      else expect(numbers.length > 0 || tool === "start_work", `${tool}: ${text}`).toBe(true);
    }
  }
  expect(kinds.written).toBeGreaterThan(WRITES / 2);
  expect(kinds.refused).toBeGreaterThan(WRITES / 20);
  await expectWords(
    server,
    done.flatMap(({ all }) => all),
  );
}

/** What the last of each kind said stands where it was written. */
async function expectWords(server: RunningTurbo, all: readonly Mixed[]) {
  for (const tool of ["add_comment", "log_work", "ask_human", "save_document"]) {
    const { said } = all.findLast((one) => one.tool === tool && !one.refused) ?? { said: "nothing was written" };
    const where = { log_work: `/worklogs?limit=200`, ask_human: "/questions?limit=200" }[tool];
    const answer = await server.rest("GET", where ?? `/search?q=${encodeURIComponent(`"${said}"`)}`);
    expect(await answer.text(), tool).toContain(said);
  }
}

async function lastEvent(server: RunningTurbo): Promise<number> {
  return (await (await server.rest("GET", "/changes?limit=1")).json()).last;
}

async function eventsSince(server: RunningTurbo, from: number): Promise<Event[]> {
  const events: Event[] = [];
  for (let since = from, more = true; more; ) {
    const page = (await (await server.rest("GET", `/changes?since=${since}&limit=200`)).json()) as {
      items: Event[];
      last: number;
      more: boolean;
    };
    events.push(...page.items);
    [since, more] = [page.items.at(-1)?.number ?? page.last, page.more];
  }
  return events;
}

test("Sixteen agents at one server: each gets an issue of its own, nothing acknowledged is lost, a dead one's is free again.", async () => {
  test.setTimeout(240_000);
  const server = await startTurbo();
  try {
    await withAgents([server], async (_, agents, agentKey) => {
      const held = (await (await file(server, "Held by one that dies")).json()).key;
      const doomed = await startAgent(server.url, agentKey, "doomed", 99);
      expect(keyOf(await doomed.call("start_work", { issue: held, minutes: 1 }))).toBe(held);
      const diedAt = Date.now();
      doomed.kill();

      await expectNothingLost(server, agents);

      await sleep(Math.max(0, diedAt + 60_000 - Date.now()));
      const back = async () => (await (await server.rest("GET", `/issues/${held}`)).json()).status;
      await expect.poll(back, { timeout: 30_000 }).toBe("ready");
      const taken = await agents[3]?.call("start_work", { issue: held });
      expect(taken).toMatchObject({ refused: false, text: expect.stringContaining(held) });
      const late = await startAgent(server.url, agentKey, "doomed", 99);
      const refused = await late.call("save_issue", { issue: held, title: "Too late" });
      late.kill();
      expect(refused).toMatchObject({
        refused: true,
        text: expect.stringMatching(new RegExp(`Your lease on ${held} ran out .* holds it now`)),
      });
    });
  } finally {
    await server.stop();
  }
});

test("The same at two servers on one PostgreSQL.", async () => {
  test.setTimeout(240_000);
  const { url: databaseUrl, remove } = await freshPostgres();
  const servers = await Promise.all([startTurbo({ databaseUrl }), startTurbo({ databaseUrl })]);
  try {
    await withAgents(servers, expectNothingLost);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await remove();
  }
});
