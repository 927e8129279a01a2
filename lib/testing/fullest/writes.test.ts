import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { run } from "#lib/core/operation";
import { EVENT_FIELDS } from "#lib/domain/events/event-fields";
import { OPERATIONS } from "#lib/domain/operations";
import { NEVER_UNDONE } from "#lib/domain/undo/undo-table";
import { ENGINES, makeWorld, type World } from "../world.ts";
import { type Call, LABELS } from "./stage.ts";
import { FULLEST_WRITES } from "./writes.ts";

/** Statements of one write: what grows with its input grows beyond that. */
const MOST = 16;

function operationOf(name: string) {
  const found = OPERATIONS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
}

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  const call: Call = async (name, input) =>
    (await run(operationOf(name), world.as(), input)) as Record<string, unknown>;

  beforeAll(async () => {
    world = await makeWorld(engine);
    for (const key of ["MAIN", "WEB"]) {
      await call("projects.create", { name: key, key });
      await call("issues.create", { project: key, title: "First" });
    }
    for (const name of LABELS) await call("labels.create", { name });
  });
  afterAll(() => world.close());

  test.each(Object.entries(FULLEST_WRITES))(
    "%s with everything in its input takes no statement more for each thing that is named",
    async (_, write) => {
      const operation = operationOf(write.operation);
      const input = await write.input(call);
      const left = ["version", ...(write.without ?? [])];
      const fields = Object.keys((operation.input as z.ZodObject).shape).filter((field) => !left.includes(field));
      expect(Object.keys(input).sort()).toEqual(fields.sort());
      world.statements();
      await run(operation, world.as(), input);
      const statements = world.statements().filter((sql) => !/^(BEGIN|COMMIT)/.test(sql));
      expect(statements.length, statements.join("\n\n")).toBeLessThanOrEqual(MOST);
    },
  );

  test("every field that these writes told of has its place in the table that limited keys and undo go by", async () => {
    const events = await world.database.reader.event.findMany({ select: { changes: true } });
    const told = (events.flatMap(({ changes }) => changes) as { kind: string; fields: object }[]).flatMap(
      ({ kind, fields }) => Object.keys(fields).map((field) => [kind, field] as const),
    );
    expect(told.length).toBeGreaterThan(100);
    const unknown = told.filter(([kind, field]) => !EVENT_FIELDS[kind]?.[field] && !NEVER_UNDONE[kind]);
    expect([...new Set(unknown.map((one) => one.join(".")))]).toEqual([]);
  });
});
