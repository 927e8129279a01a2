import { afterEach, beforeEach, expect, test } from "vitest";
import { TURBO_ITSELF } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import { OPERATIONS } from "#lib/domain/operations";
import { refusal } from "#lib/testing/refusal";
import { stage, type Things } from "#lib/testing/rights/stage";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World } from "#lib/testing/world";
import { emptyBin } from "./empty-bin.ts";

let world: World;
let inn: Things;
beforeEach(async () => {
  world = await makeWorld();
  inn = await stage(world, "INN");
  await stage(world, "OUT");
});
afterEach(() => world.close());

type Made = { id: string; key: string };

async function call(name: string, input: object): Promise<Made> {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no ${name}`);
  return (await run(operation, world.as(), input)) as Made;
}

const TOMORROW = 86_400_000;
/** Empties the bin of what has been there since before so many milliseconds from now, turn by turn. */
async function empty(from = TOMORROW): Promise<number> {
  const binnedBefore = new Date(Date.now() + from).toISOString();
  for (let all = 0; ; ) {
    const { removed, left } = await run(emptyBin, world.as(TURBO_ITSELF), { binnedBefore });
    all += removed;
    if (left === 0) return all;
  }
}

/** The rows that speak of any of these ids, by table; history has no part in it. */
async function rowsOf(...ids: string[]): Promise<string[]> {
  const found = (await tableContents(world)).filter(({ row }) => {
    const text = JSON.stringify(row, (_, value) => (typeof value === "bigint" ? Number(value) : value));
    return ids.some((id) => text.includes(id));
  });
  return found.map(({ table, row }) => `${table} ${row.id ?? ""}`);
}

const files = () => world.database.reader.attachment.count();
const undo = async (field: string, id: string) => {
  const { items } = (await run(
    OPERATIONS.find(({ name }) => name === "changes.since") as (typeof OPERATIONS)[number],
    world.as(),
    { limit: 200 },
  )) as { items: { number: number; changes: { id: string; fields: object }[] }[] };
  const event = items.findLast(({ changes }) => changes.some((one) => one.id === id && field in one.fields));
  return refusal(call("events.revert", { event: event?.number }));
};

test("what has been in the bin long enough goes for good, kind by kind, with all that lies on it", async () => {
  await call("labels.create", { name: "old" });
  await call("issues.update", { issue: "INN-2", labels: ["old"] });
  await call("issues.create", { project: "OUT", title: "Beneath INN-1", parent: "OUT-1" });
  const child = await call("issues.create", { project: "INN", title: "Beneath", parent: "INN-1" });
  const issue = await call("issues.bin", { issue: "INN-1" });
  const gone = [issue.id];
  for (const [name, input] of [
    ["issues.bin", { issue: "INN-3" }],
    ["documents.bin", { document: "INN-DOC1" }],
    ["milestones.bin", { milestone: "INN-MS1" }],
    ["decisions.bin", { decision: "INN-DEC5" }],
    ["proposals.bin", { proposal: "INN-P1" }],
    ["initiatives.bin", { initiative: String(inn.initiative) }],
    ["labels.bin", { label: "old" }],
  ] as const)
    gone.push((await call(name, input)).id);
  expect(await empty(-TOMORROW)).toBe(0);
  expect(await rowsOf(issue.id)).not.toEqual([]);
  expect(await empty()).toBe(8);
  const within = [inn.comment, inn.worklog, inn.question, inn.attachment, inn.evidence, inn.update].map(String);
  expect(await rowsOf(...gone, ...within)).toEqual([]);
  expect(await call("issues.get", { issue: child.key })).toMatchObject({ parent: null });
  expect(await call("issues.get", { issue: "INN-2" })).toMatchObject({ labels: [] });
  expect(await call("decisions.get", { decision: "INN-DEC4" })).toMatchObject({ supersededBy: null });
  expect(await searchContents(world)).toEqual(await rebuiltContents(world));
  expect((await undo("shelf", issue.id)).message).toMatch(/^INN-1 was removed from the bin for good/);
  expect((await undo("purged", issue.id)).message).toMatch(/^INN-1 was removed from the bin for good/);
  expect((await undo("created", issue.id)).message).toMatch(/^INN-1 was removed from the bin for good/);
  expect((await undo("created", String(inn.comment))).message).toContain("gone");
  const history = await world.database.reader.event.findMany({
    where: { subjectId: issue.id },
    orderBy: { number: "desc" },
  });
  expect(history[0]).toMatchObject({ operation: "bin.empty", door: "job", actor: { handle: "turbo" } });
  expect(history.length).toBeGreaterThan(3);
  expect((await call("issues.create", { project: "INN", title: "The next" })).key).toBe("INN-7");
});

test("what lies on something goes alone, and shows on that one's page as gone", async () => {
  const one = { comment: inn.comment, worklog: inn.worklog, question: inn.question, attachment: inn.attachment };
  for (const [kind, id] of Object.entries(one)) await call(`${kind}s.bin`, { [kind]: id });
  await call("initiatives.bin_update", { update: inn.update });
  expect(await empty()).toBe(5);
  expect(await rowsOf(...Object.values(one).map(String), String(inn.update))).toEqual([]);
  const { id } = await call("issues.get", { issue: "INN-1" });
  const told = await world.database.reader.event.findMany({ where: { subjectId: id, operation: "bin.empty" } });
  expect(told).toHaveLength(4);
  expect((await undo("shelf", String(inn.comment))).message).toMatch(/was removed from the bin for good/);
});

test("a project goes whole, in one turn, and nothing of another one does", async () => {
  const outside = async () =>
    (await tableContents(world)).filter(({ row }) => !JSON.stringify(row).includes("INN")).length;
  const ids = (await tableContents(world)).flatMap(({ row }) =>
    row.projectId === inn.project && row.id ? [String(row.id)] : [],
  );
  expect(ids.length).toBeGreaterThan(15);
  const before = await rowsOf(String(inn.project), ...ids);
  const all = (await tableContents(world)).length;
  expect(await outside()).toBeGreaterThan(20);
  await call("projects.bin", { project: "INN" });
  expect(await empty()).toBe(1);
  expect(await rowsOf(String(inn.project), ...ids)).toEqual([]);
  expect(all - (await tableContents(world)).length).toBeGreaterThanOrEqual(before.length);
  expect((await call("issues.get", { issue: "OUT-1" })).key).toBe("OUT-1");
  expect(await searchContents(world)).toEqual(await rebuiltContents(world));
  expect((await undo("shelf", String(inn.project))).message).toMatch(/removed from the bin for good/);
  expect((await call("projects.create", { name: "Anew", key: "INN" })).key).toBe("INN");
});

test("what was taken out of the bin stays, and contents go with the last file that has them", async () => {
  const attach = (text: string) =>
    takeIn(
      world.database.contents,
      {
        name: "notes.txt",
        limits: { maxSizeMb: 1, allowedTypes: ["*/*"] },
        body: (async function* () {
          yield Buffer.from(text);
        })(),
      },
      (file) => run(createAttachment, world.as(), { on: "INN-2", ...file }),
    );
  const [first, twin, other] = [await attach("the same"), await attach("the same"), await attach("another")];
  const bytes = async (hash: string) => {
    const parts: Uint8Array[] = [];
    for await (const part of world.database.contents.read(hash, 0, 3)) parts.push(part);
    return Buffer.concat(parts).toString();
  };
  for (const { id } of [first, other]) await call("attachments.bin", { attachment: id });
  const before = await files();
  await empty();
  expect(await files()).toBe(before - 2);
  expect(await world.database.contents.sweep()).toBe(1);
  expect(await bytes(twin.hash)).toBe("the ");
  await expect(bytes(other.hash)).rejects.toThrow();
  await call("issues.bin", { issue: "INN-2" });
  await call("issues.restore", { issue: "INN-2" });
  expect(await empty()).toBe(0);
  expect(await call("issues.get", { issue: "INN-2" })).toMatchObject({ key: "INN-2" });
  expect(await world.database.contents.sweep()).toBe(0);
});
