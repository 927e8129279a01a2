import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import type { WriteContext } from "./context.ts";
import { TurboError } from "./errors.ts";
import { anyone, defineOperation, run, runAll } from "./operation.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld("sqlite");
});
afterEach(() => world.close());

function setSetting(ctx: WriteContext, name: string, value: string): Promise<unknown> {
  return ctx.db.setting.upsert({
    where: { name },
    create: { name, value, updatedAt: ctx.now },
    update: { value, updatedAt: ctx.now },
  });
}

const setting = (name: string) => world.database.reader.setting.findUnique({ where: { name } });

const keep = defineOperation({
  name: "test.keep",
  summary: "Keeps a value.",
  access: "write",
  reach: "projects",
  rest: "POST /test",
  input: z.strictObject({ name: z.string().min(1), value: z.string() }),
  output: z.object({ value: z.string() }),
  authorize(_ctx, { name }) {
    if (name === "hidden") throw new TurboError("not_found", "There is no such thing.");
  },
  async handle(ctx, { name, value }) {
    await setSetting(ctx, name, value);
    ctx.changed({
      kind: "setting",
      id: name,
      key: name,
      projectId: null,
      fields: { value: [null, value], same: [1, 1] },
    });
    if (value === "fail") throw new TurboError("refused", "Not this one.");
    return { value, secret: "not in the schema" };
  },
});

test("a write is stored with one event of only the changed fields, and answers only what its schema names", async () => {
  expect(await run(keep, world.as(), { name: "a", value: "1" })).toEqual({ value: "1" });
  const events = await world.database.reader.event.findMany();
  expect(events).toMatchObject([
    { operation: "test.keep", subjectId: "a", changes: [{ fields: { value: [null, "1"] } }] },
  ]);
});

test("a refusal after writing leaves nothing: no row, no event, no remembered answer", async () => {
  await refusal(run(keep, world.as(world.owner, { idempotencyKey: "k" }), { name: "a", value: "fail" }));
  expect(await setting("a")).toBeNull();
  expect(await world.database.reader.event.count()).toBe(0);
  expect(await world.database.reader.idempotencyKey.count()).toBe(0);
});

test("a key without the scope is refused before its input is looked at", async () => {
  const error = await refusal(run(keep, world.as(withKey(world.owner, { scope: "read" })), { nonsense: true }));
  expect(error.code).toBe("forbidden");
});

test("a repeated call answers the first answer, but rights are checked again", async () => {
  const as = () => world.as(world.owner, { idempotencyKey: "k" });
  await run(keep, as(), { name: "a", value: "1" });
  await run(keep, world.as(), { name: "a", value: "2" });
  expect(await run(keep, as(), { name: "a", value: "1" })).toEqual({ value: "1" });
  expect((await setting("a"))?.value).toBe("2");
  const reader = world.as(withKey(world.owner, { scope: "read" }), { idempotencyKey: "k" });
  expect((await refusal(run(keep, reader, { name: "a", value: "1" }))).code).toBe("forbidden");
});

test("an idempotency key of another person is another key", async () => {
  await run(keep, world.as(world.owner, { idempotencyKey: "k" }), { name: "a", value: "1" });
  await run(keep, world.as(world.member, { idempotencyKey: "k" }), { name: "a", value: "2" });
  expect((await setting("a"))?.value).toBe("2");
});

test("a write that says nothing of what it changed is a bug and stores nothing", async () => {
  const silent = defineOperation({
    name: "test.silent",
    summary: "Says nothing.",
    access: "write",
    reach: "projects",
    rest: null,
    input: z.strictObject({}),
    output: z.object({}),
    authorize: anyone,
    async handle(ctx) {
      await setSetting(ctx, "a", "1");
      return {};
    },
  });
  await expect(run(silent, world.as(), {})).rejects.toThrow("without saying what it changed");
  expect(await setting("a")).toBeNull();
});

test("a batch is one transaction with one answer each, and a refusal names its item and undoes all", async () => {
  const item = (name: string, value: string) => ({ operation: keep, input: { name, value } });
  expect(await runAll([item("a", "1"), item("b", "2")], world.as())).toEqual([{ value: "1" }, { value: "2" }]);
  expect(await world.database.reader.event.count()).toBe(2);
  const error = await refusal(runAll([item("c", "3"), { operation: keep, input: { name: "" } }], world.as()));
  expect(error.message).toMatch(/^Item 2: .*Nothing of the batch was saved\.$/);
  expect(error.fields.map((field) => field.path)).toContain("1.name");
  expect(await setting("c")).toBeNull();
});

test("effects run once after the commit, and not at all after a roll-back", async () => {
  const ran: string[] = [];
  const ctx = world.as();
  await ctx.atomically(async (inner) => {
    inner.afterCommit(() => ran.push("kept"));
    await inner.atomically(async (nested) => nested.afterCommit(() => ran.push("nested")));
    expect(ran).toEqual([]);
  });
  await ctx
    .atomically(async (inner) => {
      inner.afterCommit(() => ran.push("lost"));
      throw new Error("roll back");
    })
    .catch(() => undefined);
  expect(ran).toEqual(["kept", "nested"]);
});

test("a refusal tells the first wrong fields of very many, by the beginning of their names", async () => {
  const strange = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${"k".repeat(5000)}${at}`, 1]));
  const error = await refusal(run(keep, world.as(), { name: "a", value: "1", ...strange }));
  expect(error.code).toBe("invalid");
  expect(error.message).toContain("And 480 more.");
  expect(JSON.stringify([error.message, error.fields]).length).toBeLessThan(10_000);
});
