import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { listBin } from "#lib/domain/bin/list-bin";
import { createComment } from "#lib/domain/comments/create-comment";
import { listComments } from "#lib/domain/comments/list-comments";
import { FILES_SHOWN } from "#lib/domain/comments/schema";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { checkUpload } from "./check-upload.ts";
import { createAttachment } from "./create-attachment.ts";
import { getAttachment } from "./get-attachment.ts";
import { listAttachments } from "./list-attachments.ts";
import { revertAttachment } from "./revert-attachment.ts";
import { binAttachment, restoreAttachment } from "./shelf.ts";
import { takeIn } from "./take-in.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await run(createIssue, world.as(), { project: "OTH", title: "Elsewhere" });
});
afterEach(() => world.close());

const LIMITS = { maxSizeMb: 2, allowedTypes: ["*/*"] };

interface Sent {
  on?: string;
  name?: string;
  body?: Buffer | AsyncIterable<Uint8Array>;
  idempotencyKey?: string;
}

/** Attaches a file as a door does. */
async function attach(
  { on = "TUR-1", name = "notes.txt", body = Buffer.from("words"), ...asked }: Sent,
  actor = world.owner,
) {
  const chunks = Buffer.isBuffer(body)
    ? (async function* () {
        yield body;
      })()
    : body;
  const ctx = world.as(actor, asked);
  return takeIn(world.database.contents, { name, body: chunks, limits: LIMITS }, (file) =>
    run(createAttachment, ctx, { on, ...file }),
  );
}

async function bytesOf(hash: string, first: number, last: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of world.database.contents.read(hash, first, last)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const listed = async (on = "TUR-1") => (await run(listAttachments, world.as(), { on })).items;
const find = async (hash: string) =>
  bytesOf(hash, 0, 0).then(
    () => true,
    () => false,
  );

test("a file is listed as it was answered, with who attached it, and its bytes come back whole and in part", async () => {
  const body = Buffer.alloc(1_300_000, "0123456789");
  const made = await attach({ body, name: "../../digits.txt" }, withKey(world.member));
  const hash = createHash("sha256").update(body).digest("hex");
  expect(made).toMatchObject({
    on: "TUR-1",
    comment: null,
    name: "digits.txt",
    mediaType: "text/plain",
    size: body.length,
    hash,
    content: `/api/v1/attachments/${made.id}/content`,
    author: { handle: "ben" },
    via: { key: "test key", kind: "agent" },
  });
  expect(await listed()).toEqual([made]);
  expect(await run(getAttachment, world.as(), { attachment: made.id })).toEqual(made);
  expect((await bytesOf(hash, 0, body.length - 1)).equals(body)).toBe(true);
  for (const [first, last] of [
    [0, 0],
    [524_280, 524_300],
    [1_048_576, 1_048_576],
    [1_299_999, 1_299_999],
  ] as const) {
    expect((await bytesOf(hash, first, last)).equals(body.subarray(first, last + 1))).toBe(true);
  }
});

test("files are attached to comments by their authors, and to a project", async () => {
  const comment = await run(createComment, world.as(world.member), { on: "TUR-1", body: "Look" });
  const made = await attach({ on: comment.id }, world.member);
  expect(made).toMatchObject({ on: "TUR-1", comment: comment.id });
  expect(await listed(comment.id)).toEqual([made]);
  expect(await listed()).toEqual([]);
  expect((await attach({ on: "TUR" })).on).toBe("TUR");
  const others = await run(createComment, world.as(), { on: "TUR-1", body: "Mine" });
  expect(await refusal(attach({ on: others.id }, world.member))).toMatchObject({ code: "forbidden" });
});

test("comments are listed with their files, the first of many, in two statements more however many there are", async () => {
  const said = (body: string) => run(createComment, world.as(), { on: "TUR-1", body });
  const [first, second, third] = [await said("Look"), await said("And here"), await said("Nothing")];
  const comments = async () =>
    new Map((await run(listComments, world.as(), { on: "TUR-1" })).items.map((comment) => [comment.id, comment]));
  await comments(); // SQLite's indexes are asked for once
  const without = await countStatements(world, comments);
  const made = await attach({ on: first.id, name: "shot.txt" });
  const gone = await attach({ on: first.id, name: "gone.txt" });
  await run(binAttachment, world.as(), { attachment: gone.id });
  for (let n = 0; n <= FILES_SHOWN; n++) await attach({ on: second.id, name: `${n}.txt` });
  const found = await comments();
  expect(found.get(first.id)).toMatchObject({ attachments: [made], attachmentCount: 1 });
  const many = found.get(second.id);
  expect(many?.attachments.map(({ name }) => name)).toEqual(Array.from({ length: FILES_SHOWN }, (_, n) => `${n}.txt`));
  expect(many?.attachmentCount).toBe(FILES_SHOWN + 1);
  expect(found.get(third.id)).toMatchObject({ attachments: [], attachmentCount: 0 });
  expect(await countStatements(world, comments)).toBe(without + 1);
});

test("the same content is kept once, and stays as long as a row refers to it", async () => {
  const first = await attach({ name: "a.txt" });
  const second = await attach({ name: "b.txt" });
  expect(second.hash).toBe(first.hash);
  expect(await refusal(attach({ on: "TUR-99" }))).toMatchObject({ code: "not_found" });
  expect(await find(first.hash)).toBe(true);
  if (world.database.engine === "postgres") expect(await world.database.reader.attachmentPart.count()).toBe(1);
});

test("nothing is kept of a file whose operation is refused, that is too large, of a wrong kind, empty or broken off", async () => {
  const words = Buffer.from("only once");
  const hash = createHash("sha256").update(words).digest("hex");
  expect(await refusal(attach({ on: "TUR-99", body: words }))).toMatchObject({ code: "not_found" });
  expect(await find(hash)).toBe(false);
  const large = attach({ body: Buffer.alloc(2 * 1024 * 1024 + 1, "x") });
  expect((await refusal(large)).message).toContain("limit of 2 MB");
  expect(await refusal(attach({ name: "shot.png", body: words }))).toMatchObject({ code: "invalid" });
  expect(await refusal(attach({ body: Buffer.alloc(0) }))).toMatchObject({ code: "invalid" });
  async function* broken() {
    yield Buffer.alloc(600_000, "y");
    throw new Error("the line went dead");
  }
  await expect(attach({ body: broken() })).rejects.toThrow("the line went dead");
  expect(await listed()).toEqual([]);
  expect(await world.database.reader.attachmentPart.count()).toBe(0);
  expect(await find(hash)).toBe(false);
});

test("two at once that attach the same content both have it, though one is refused", async () => {
  const body = Buffer.alloc(700_000, "z");
  const many = await Promise.allSettled(
    Array.from({ length: 6 }, (_, n) => attach({ body, name: `${n}.txt`, on: n % 2 ? "TUR-1" : "TUR-99" })),
  );
  expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  const [one] = await listed();
  expect((await bytesOf(one?.hash ?? "", 0, body.length - 1)).equals(body)).toBe(true);
  if (world.database.engine === "postgres") expect(await world.database.reader.attachmentPart.count()).toBe(2);
});

test("a repeated upload with the same idempotency key attaches once, with another file it is a conflict", async () => {
  const first = await attach({ idempotencyKey: "k" });
  expect(await attach({ idempotencyKey: "k" })).toEqual(first);
  expect(await refusal(attach({ idempotencyKey: "k", body: Buffer.from("other") }))).toMatchObject({
    code: "conflict",
  });
  expect(await listed()).toEqual([first]);
  expect((await bytesOf(first.hash, 0, 4)).toString()).toBe("words");
});

test("a file goes to the bin and back, the bin lists it by its name, and the issue's activity tells it", async () => {
  const made = await attach({});
  await run(binAttachment, world.as(), { attachment: made.id });
  expect(await listed()).toEqual([]);
  expect(await refusal(run(getAttachment, world.as(), { attachment: made.id }))).toMatchObject({ code: "not_found" });
  const bin = await run(listBin, world.as(), { kind: "attachment" });
  expect(bin.items).toMatchObject([{ kind: "attachment", id: made.id, key: "TUR-1", title: "notes.txt" }]);
  await run(restoreAttachment, world.as(), { attachment: made.id });
  expect(await listed()).toEqual([made]);
  const activity = await run(listActivity, world.as(), { on: "TUR-1" });
  expect(activity.items.map((event) => event.operation)).toEqual([
    "attachments.restore",
    "attachments.bin",
    "attachments.create",
    "issues.create",
  ]);
  expect(activity.items[2]?.changes[0]?.fields).toMatchObject({ created: [false, true], name: [null, "notes.txt"] });
});

test("a read-only key may neither attach nor take away, and is told so before the file is taken in", async () => {
  const reader = withKey(world.owner, { scope: "read" });
  const made = await attach({});
  expect(await refusal(attach({}, reader))).toMatchObject({ code: "forbidden" });
  expect(await refusal(run(checkUpload, world.as(reader), { on: "TUR-1" }))).toMatchObject({ code: "forbidden" });
  expect(await refusal(run(binAttachment, world.as(reader), { attachment: made.id }))).toMatchObject({
    code: "forbidden",
  });
});

test("what one may not see is not found, at any of its doors", async () => {
  const made = await attach({ on: "OTH-1" });
  const { id } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  const limited = withKey(world.owner, { projectIds: [id] });
  const tries = [
    () => run(listAttachments, world.as(limited), { on: "OTH-1" }),
    () => run(checkUpload, world.as(limited), { on: "OTH-1" }),
    () => run(getAttachment, world.as(limited), { attachment: made.id }),
    () => run(binAttachment, world.as(limited), { attachment: made.id }),
    () => attach({ on: "OTH-1" }, limited),
    () => run(getAttachment, world.as(), { attachment: newId() }),
  ];
  for (const tried of tries) expect(await refusal(tried())).toMatchObject({ code: "not_found" });
  expect((await run(listBin, world.as(limited), { kind: "attachment" })).items).toEqual([]);
});

test("nothing is attached to what lies in the bin", async () => {
  const made = await attach({});
  await run(binIssue, world.as(), { issue: "TUR-1" });
  expect(await refusal(attach({}))).toMatchObject({ code: "refused" });
  expect(await refusal(run(binAttachment, world.as(), { attachment: made.id }))).toMatchObject({ code: "refused" });
});

test("files come oldest first, page by page, each once, with their count", async () => {
  const made: string[] = [];
  for (let n = 0; n < 5; n++) made.push((await attach({ name: `${n}.txt` })).id);
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await run(listAttachments, world.as(), { on: "TUR-1", limit: 2, cursor, total: true });
    expect(page.total).toBe(5);
    seen.push(...page.items.map(({ id }) => id));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(made);
});

test("undo takes an attached file away and brings a removed one back", async () => {
  const added = await attach({ name: "added.txt" });
  const removed = await attach({ name: "removed.txt" });
  await run(binAttachment, world.as(), { attachment: removed.id });
  const rows = [
    { id: added.id, values: { shelf: "binned" }, elements: {} },
    { id: removed.id, values: { shelf: "live" }, elements: {} },
    { id: newId(), values: { shelf: "live" }, elements: {} },
  ];
  const done = await world
    .as()
    .atomically((ctx) => revertAttachment.restore(ctx, rows, { labels: new Map(), away: () => null }));
  expect(done.changes.map(({ id, fields }) => [id, fields])).toEqual([
    [added.id, { shelf: ["live", "binned"] }],
    [removed.id, { shelf: ["binned", "live"] }],
  ]);
  expect(done.unrestored).toMatchObject([{ why: "This file is gone." }]);
  expect((await listed()).map(({ name }) => name)).toEqual(["removed.txt"]);
});

test("attaching takes at most eight statements, reading at most three", async () => {
  const content = await world.database.contents.stage(
    (async function* () {
      yield Buffer.from("counted");
    })(),
  );
  const file = { on: "TUR-1", name: "a.txt", mediaType: "text/plain", content };
  await listed(); // SQLite's indexes are asked for once
  expect(await countStatements(world, () => run(createAttachment, world.as(), file))).toBeLessThanOrEqual(8);
  expect(await countStatements(world, () => run(listAttachments, world.as(), { on: "TUR-1" }))).toBeLessThanOrEqual(3);
});
