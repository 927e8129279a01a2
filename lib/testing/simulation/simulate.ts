import { type Actor, TURBO_ITSELF } from "#lib/core/actor";
import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { lapseClaims } from "#lib/domain/claims/lapse-claims";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { PRIORITIES } from "#lib/domain/projects/fields";
import { answerQuestion } from "#lib/domain/questions/answer-question";
import { listQuestions } from "#lib/domain/questions/list-questions";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { TOOLS } from "#lib/doors/mcp-tools";
import { callTool, readArguments } from "#lib/doors/tools/call-tool";
import { agentOf } from "../agent-of.ts";
import { seededRandom } from "../many-issues.ts";
import type { World } from "../world.ts";
import { HoldingBook } from "./holding-book.ts";
import { type Outcome, outcomeOf, type Told } from "./outcome.ts";
import { startVirtualClock } from "./virtual-clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 2, 2);
/** The lease that agents ask for, in minutes. */
const LEASE = 180;

export const BEHAVIOURS = ["good", "slow", "dying", "greedy", "confused"] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface Plan {
  /** How many of each behaviour. */
  agents: Partial<Record<Behaviour, number>>;
  days: number;
  /** Issues that are filed in a day. */
  arrivals: number;
  seed: number;
}

/** Makes the context of a request at one of the servers. */
export type Server = (actor: Actor) => Context;

/** One who does something, and says in how many milliseconds again. */
type Step = () => Promise<number>;
/** Agents ask at once; a person acts while they wait, so that what was first can be told. */
type Who = "agent" | "person";

/**
 * Lets agents of several behaviours work through the tools of MCP for days of a virtual clock: all that are due within the
 * same minute ask at once. A book of what was acknowledged is kept beside, and what contradicts it is counted.
 */
export async function simulate(world: World, servers: readonly Server[], plan: Plan): Promise<Outcome> {
  const clock = startVirtualClock(BEGIN);
  try {
    const told: Told = { calls: 0, written: 0, refused: 0, silent: [], events: [], reverted: 0 };
    const book = new HoldingBook(LEASE * MINUTE);
    const random = seededRandom(plan.seed);
    await run(createProject, world.as(), { name: "Simulated", key: "SIM" });
    const due: { at: number; who: Who; step: Step }[] = [];
    const wake = (at: number, who: Who, step: Step) => due.push({ at, who, step });

    let place = 0;
    for (const behaviour of BEHAVIOURS) {
      for (let n = 0; n < (plan.agents[behaviour] ?? 0); n++) {
        const server = servers[place % servers.length];
        if (!server) throw new Error("there is no server");
        const name = `${behaviour} ${n + 1}`;
        const agent = new Agent(name, await agentOf(world, world.owner, name), server, { told, book, random, clock });
        wake(BEGIN + place++ * MINUTE, "agent", lifeOf[behaviour](agent));
      }
    }
    wake(BEGIN, "person", arrivals(world, plan, random));
    wake(BEGIN + HOUR, "person", reviews(world, random));
    wake(BEGIN + DAY, "person", undoes(world, { told, book, random }));
    wake(BEGIN, "person", async () => {
      await run(lapseClaims, { ...world.as(), actor: TURBO_ITSELF }, {});
      return HOUR;
    });

    const end = BEGIN + plan.days * DAY;
    while (due.length > 0) {
      due.sort((a, b) => b.at - a.at);
      const at = due.at(-1)?.at ?? end;
      if (at >= end) break;
      clock.set(at);
      const now: typeof due = [];
      for (let next = due.at(-1); next && next.at < at + MINUTE; next = due.at(-1)) now.push(due.pop() ?? next);
      const act = async ({ who, step }: (typeof now)[number]) => wake(at + (await step()), who, step);
      await Promise.all(now.filter(({ who }) => who === "agent").map(act));
      book.settle();
      for (const person of now.filter(({ who }) => who === "person")) await act(person);
    }
    clock.set(end);
    return await outcomeOf(world, { told, book, end, agents: place });
  } finally {
    clock.restore();
  }
}

interface Around {
  told: Told;
  book: HoldingBook;
  random(): number;
  clock: { now(): number };
}

/** One agent, which knows only what it was answered. */
class Agent {
  readonly #name: string;
  readonly #actor: Actor;
  readonly #server: Server;
  readonly around: Around;
  held: string | null = null;
  /** What is left to do of it. */
  left = 0;

  constructor(name: string, actor: Actor, server: Server, around: Around) {
    this.#name = name;
    this.#actor = actor;
    this.#server = server;
    this.around = around;
  }

  /** A whole number of minutes between the two, as milliseconds. */
  between(least: number, most: number): number {
    return Math.round(least + this.around.random() * (most - least)) * MINUTE;
  }

  /** Calls a tool as over MCP, and enters what was acknowledged. */
  async call(name: string, args: Record<string, unknown>): Promise<{ text: string; refused: boolean }> {
    const { told, book, clock } = this.around;
    const tool = TOOLS.find((one) => one.name === name);
    if (!tool) throw new Error(`There is no tool ${name}.`);
    told.calls += 1;
    const { content, isError } = await callTool(tool, this.#server(this.#actor), readArguments(tool, args)).catch(
      (error: unknown) => ({ content: [{ text: `Refused: ${String(error)}` }], isError: true }),
    );
    const text = content.map((part) => part.text).join("\n");
    if (isError) {
      told.refused += 1;
      if (!/^Refused/.test(text)) told.silent.push(text);
      return { text, refused: true };
    }
    const events = eventsOf(text);
    told.written += events.length > 0 ? 1 : 0;
    told.events.push(...events.map((number) => ({ number, at: clock.now(), session: this.#actor.session ?? "" })));
    const issue =
      name === "start_work" ? (/^You hold (\S+)/.exec(text)?.[1] ?? "") : String(args.issue ?? args.on ?? "");
    const [event] = events;
    // Everybody may comment; who does so as the holder that it is no more is told.
    if (name === "add_comment" && /stop working on it/.test(text)) return { text, refused: true };
    if (event !== undefined && issue.startsWith("SIM-"))
      book.enter({ event, at: clock.now(), holder: this.#name, issue, tool: name });
    return { text, refused: false };
  }

  /** Asks for work; false where there is none. */
  async start(args: object = {}): Promise<boolean> {
    const { text, refused } = await this.call("start_work", { minutes: LEASE, budget: 500, ...args });
    if (refused) return false;
    this.held = /^You hold (\S+)/.exec(text)?.[1] ?? null;
    this.left = 1 + Math.floor(this.around.random() * 3);
    return true;
  }

  async write(): Promise<void> {
    const { refused } = await this.call("add_comment", { on: this.held, body: `${this.#name}: ${this.left} to go` });
    this.left -= 1;
    // Who is told that it is somebody else's stops.
    if (refused) this.held = null;
  }

  async finish(): Promise<void> {
    await this.call("finish_work", { issue: this.held, note: `${this.#name} is done`, tokens: 20_000 });
    this.held = null;
  }

  /** One step of work: begin, write, or hand in. */
  async work(): Promise<void> {
    if (this.held === null) await this.start();
    else if (this.left > 0) await this.write();
    else await this.finish();
  }
}

const lifeOf: Record<Behaviour, (agent: Agent) => Step> = {
  good: (agent) => async () => {
    await agent.work();
    return agent.held === null ? agent.between(120, 480) : agent.between(30, 120);
  },
  // Each sign of life comes just before its lease ends.
  slow: (agent) => async () => {
    await agent.work();
    return agent.held === null ? agent.between(120, 480) : agent.between(LEASE - 20, LEASE - 2);
  },
  // Falls silent for longer than its lease, and then writes as if nothing had been.
  dying: (agent) => async () => {
    await agent.work();
    return agent.held !== null && agent.around.random() < 0.3
      ? agent.between(LEASE + 5, 4 * LEASE)
      : agent.between(30, 120);
  },
  // Takes several and gives most of them back.
  greedy: (agent) => async () => {
    if (agent.held !== null) {
      await agent.work();
      return agent.between(30, 120);
    }
    const taken: string[] = [];
    for (let n = 0; n < 3; n++) if ((await agent.start({ another: true })) && agent.held) taken.push(agent.held);
    for (const issue of new Set(taken.slice(0, -1)))
      await agent.call("finish_work", { issue, outcome: "release", note: "One is enough" });
    return agent.held === null ? agent.between(120, 480) : agent.between(30, 120);
  },
  // Has the arguments wrong before it has them right, and hands in what it does not hold.
  confused: (agent) => {
    const wrong: [string, Record<string, unknown>][] = [
      ["start_work", { isue: "SIM-1" }],
      ["finish_work", { issue: "SIM-1", outcome: "finished" }],
      ["finish_work", { issue: "SIM-1", note: "Surely mine" }],
      ["save_issue", { issue: "SIM-1", status: "half done" }],
      ["save_issue", { project: "SIN", title: "Elsewhere" }],
      ["add_comment", { on: "SIM-1" }],
      ["start_work", { issue: "SIM-99999" }],
    ];
    return async () => {
      const [name, args] = wrong[Math.floor(agent.around.random() * wrong.length)] ?? ["start_work", {}];
      await agent.call(name, args);
      await agent.work();
      return agent.between(60, 240);
    };
  },
};

/** People who file what is to be done. */
function arrivals(world: World, plan: Plan, random: () => number): Step {
  let filed = 0;
  return async () => {
    const priority = PRIORITIES[Math.floor(random() * PRIORITIES.length)] ?? "none";
    const title = `Matter ${++filed}, which somebody wants`;
    const dueDate = random() < 0.2 ? new Date(Date.now() + Math.floor(random() * 20) * DAY) : null;
    await run(createIssue, world.as(), {
      ...{ project: "SIM", title, priority, status: "ready", criteria: ["It is so"], confirm: true },
      dueDate: dueDate?.toISOString().slice(0, 10) ?? null,
    });
    return Math.round(((0.5 + random()) * DAY) / plan.arrivals);
  };
}

/** A person who looks at what was handed in: nine of ten are done, the others go back into the queue. */
function reviews(world: World, random: () => number): Step {
  return async () => {
    const waiting = await world.database.reader.issue.findMany({
      where: { status: "review" },
      select: { number: true },
    });
    for (const { number } of waiting) {
      const status = random() < 0.9 ? "done" : "ready";
      await run(updateIssue, world.as(world.member), { issue: `SIM-${number}`, status });
    }
    // An issue whose lease ran out three times in a row asks a person why.
    for (const { id } of (await run(listQuestions, world.as(), { state: "open" })).items)
      await run(answerQuestion, world.as(), { question: id, answer: "Whoever had it is back; go on." });
    return 4 * HOUR;
  };
}

/** A person who now and then takes back all that one agent wrote in the last hours. */
function undoes(world: World, { told, book, random }: Pick<Around, "told" | "book" | "random">): Step {
  return async () => {
    const from = Date.now() - 6 * HOUR;
    const late = told.events.filter(({ at }) => at >= from);
    const one = late[Math.floor(random() * late.length)];
    if (one) {
      const asked = { session: one.session, from: new Date(from).toISOString() };
      const { count, restored } = await run(undoEvents, world.as(), asked);
      told.reverted += count;
      for (const { key } of restored) book.forget(key);
    }
    return DAY;
  };
}

/** The numbers of the events that an answer ends with. */
function eventsOf(text: string): number[] {
  const [, first, last] = /\nEvents? (\d+)(?:–(\d+))?[.;][^\n]*$/.exec(text) ?? [];
  if (first === undefined) return [];
  return Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, n) => Number(first) + n);
}
