import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isWrite, run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { settleTemplates } from "#lib/domain/templates/template-source";
import { findTool, TOOLS } from "#lib/doors/mcp-tools";
import { TOOLSETS } from "#lib/doors/tools/tool";
import { makeWorld, type World } from "../world.ts";
import {
  CALLERS,
  type Caller,
  makeCallers,
  makePeople,
  ownKey,
  PEOPLE,
  type Person,
  type Sign,
  type Signs,
  signOf,
  signOfPerson,
  withKeys,
} from "./callers.ts";
import { NAMED_ELSEWHERE } from "./named-elsewhere.ts";
import { OPERATION_RIGHTS } from "./operation-rights.ts";
import { setScene } from "./scene.ts";
import { inPlace, isPlaced, operationOf, type Place, type Things } from "./stage.ts";
import { TOOL_RIGHTS } from "./tool-rights.ts";

const ASKERS = [...CALLERS, ...PEOPLE] as const;
type Asker = Caller | Person;

let world: World;
let callers: Record<Asker, Actor>;
let ownKeys: Record<Asker, string>;
let things: Record<Place, Things>;
beforeAll(async () => {
  world = await makeWorld("sqlite");
  settleTemplates(() => [{ name: "minutes", text: "# Minutes\n", own: true }]);
  const { limit, thingsWith } = await setScene(world);
  callers = { ...(await makeCallers(world, limit)), ...(await makePeople(world, limit)) };
  const keys = ASKERS.map(async (caller) => [caller, await ownKey(world, callers[caller])] as const);
  ownKeys = Object.fromEntries(await Promise.all(keys)) as Record<Asker, string>;
  things = thingsWith(callers.read.key?.id);
});
afterAll(() => world.close());

interface Outcome {
  sign: string;
  message: string;
}

/** Does something for real; what writes is taken back. */
async function tried(actor: Actor, writes: boolean, act: (ctx: Context) => Promise<unknown>): Promise<Outcome> {
  try {
    if (!writes) await act(world.as(actor));
    else
      await world.as(actor).atomically((ctx) => {
        ctx.onlyTry();
        return act(ctx);
      });
    return { sign: "+", message: "" };
  } catch (error) {
    if (!(error instanceof TurboError)) throw error;
    const sign = { forbidden: "-", not_found: "?", invalid: "!" }[String(error.code)] ?? error.code;
    return { sign, message: error.message };
  }
}

interface Perform {
  askers: readonly Asker[];
  call(name: string, input: unknown, caller: Asker): Promise<Outcome>;
  wanted(name: string, signs: Signs, caller: Asker): Sign;
  /** Of those that are limited to projects, who reaches furthest. */
  limited: readonly Asker[];
}

/** Of the keys that are limited, the one that reaches furthest. */
const FURTHEST: Caller = "limited admin";

const isPerson = (asker: Asker): asker is Person => PEOPLE.some((person) => person === asker);

const byOperation: Perform = {
  askers: ASKERS,
  call(name, input, caller) {
    const operation = operationOf(name);
    return tried(callers[caller], isWrite(operation), (ctx) => run(operation, ctx, input));
  },
  wanted(name, signs, caller) {
    if (!isPerson(caller)) return signOf(signs, caller);
    return signOfPerson(name, signs, caller, operationOf(name.split(",")[0] ?? ""));
  },
  limited: [FURTHEST, "limited member"],
};

const byTool: Perform = {
  askers: CALLERS,
  call(name, input, caller) {
    const actor = withKeys(callers)[caller as Caller];
    const writes = TOOLS.find((tool) => tool.name === name)?.risk !== "read";
    return tried(actor, writes, async (ctx) => {
      const tool = findTool(name, { actor, toolsets: TOOLSETS });
      return tool?.call(ctx, input as Record<string, unknown>);
    });
  },
  wanted: (_name, signs, caller) => signOf(signs, caller as Caller),
  limited: [FURTHEST],
};

type Given = (place: Place, caller: Asker) => unknown;

/** A row of rights and what came of it for each caller, in project INN, elsewhere, and with what is not there. */
async function walk(name: string, [signs, input]: readonly [Signs, object], perform: Perform): Promise<string[]> {
  const surprises: string[] = [];
  const [called = ""] = name.split(",");
  const given: Given = (place, caller) => inPlace(input, place, { ...things[place], self: ownKeys[caller] });
  for (const caller of perform.askers) {
    const { sign, message } = await perform.call(called, given("INN", caller), caller);
    const wanted = perform.wanted(name, signs, caller);
    if (sign !== (wanted === "/" ? "-" : wanted)) surprises.push(`${name} by ${caller}: ${sign} ${message}`);
  }
  if (isPlaced(input, things.INN)) {
    for (const caller of perform.limited) {
      const elsewhere = (place: Place) => perform.call(called, given(place, caller), caller);
      surprises.push(...(await beyond(`${name} by ${caller}`, elsewhere)));
    }
  }
  return surprises;
}

/** What who is limited is told of another project, where it should be the same as of one that is not there. */
async function beyond(name: string, perform: (place: Place) => Promise<Outcome>): Promise<string[]> {
  const there = await perform("OUT");
  const nowhere = await perform("QUA");
  const alike = unnamed(there, "OUT") === unnamed(nowhere, "QUA");
  if (alike && there.sign !== "+") return [];
  return [`${name} elsewhere: ${there.sign} ${there.message}; nowhere: ${nowhere.sign} ${nowhere.message}`];
}

/** A refusal without the names of what was asked for. */
function unnamed({ sign, message }: Outcome, place: Place): string {
  const { event, ...named } = things[place];
  const names = Object.values(named).filter((name) => typeof name === "string");
  const plain = names.reduce((text, name) => text.replaceAll(name, "…"), message.replace(`event ${event}`, "…"));
  return `${sign} ${plain.replaceAll(place, "…")}`;
}

const rowsOf = (rights: object) => [...new Set(Object.keys(rights).map((name) => name.split(",")[0]))].sort();

test("every operation and every tool has a row of rights, and no row is without one", () => {
  expect(rowsOf(OPERATION_RIGHTS)).toEqual(OPERATIONS.map(({ name }) => name).sort());
  expect(rowsOf(TOOL_RIGHTS)).toEqual(TOOLS.map(({ name }) => name).sort());
});

const SLOW = { timeout: 120_000 };

test("nobody does through an operation what its row does not say, nor learns what is elsewhere", SLOW, async () => {
  const surprises: string[] = [];
  for (const [name, row] of Object.entries(OPERATION_RIGHTS)) surprises.push(...(await walk(name, row, byOperation)));
  expect(surprises).toEqual([]);
});

test("nobody does through a tool what its row does not say, nor learns what is elsewhere", SLOW, async () => {
  const surprises: string[] = [];
  for (const [name, row] of Object.entries(TOOL_RIGHTS)) surprises.push(...(await walk(name, row, byTool)));
  expect(surprises).toEqual([]);
});

test("what an input names elsewhere is to who is limited as if it were not there", SLOW, async () => {
  const surprises: string[] = [];
  for (const caller of byOperation.limited) {
    for (const [name, input] of NAMED_ELSEWHERE) {
      const given = (place: Place) => inPlace(input, place, things[place], "ELSE");
      const there = await answered(caller, name, given("OUT"));
      const nowhere = await answered(caller, name, given("QUA"));
      if (unnamed(there, "OUT") === unnamed(nowhere, "QUA")) continue;
      surprises.push(`${name} by ${caller} ${JSON.stringify(input)}: ${there.message}; nowhere: ${nowhere.message}`);
    }
  }
  expect(surprises).toEqual([]);
});

/** The outcome for who is limited, with what was answered. */
async function answered(caller: Asker, name: string, input: unknown): Promise<Outcome> {
  let answer: unknown;
  const operation = operationOf(name);
  const { sign, message } = await tried(callers[caller], isWrite(operation), async (ctx) => {
    answer = await run(operation, ctx, input);
  });
  return { sign, message: message || withoutInstants(answer) };
}

const withoutInstants = (answer: unknown) =>
  JSON.stringify(answer, (name, value) => (/^(id|.*At|number|last|version|rank)$/.test(name) ? null : value));
