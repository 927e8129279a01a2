import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import type { RunningTurbo } from "../start.ts";
import { attachFile, makeProject, open, PNG, test } from "./signed-in.ts";

const MB = 1024 * 1024;
const HURT = "top.__hurt = 1; window.__hurt = 1; fetch('/api/v1/me').then(() => { document.title = 'hurt'; })";
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="${HURT}"><script>${HURT}</script><rect width="40" height="40"/></svg>`;
const PAGE = `<!doctype html><title>calm</title><script>${HURT}</script><img src=x onerror="${HURT}">`;

const files = (page: Page) => page.getByRole("region", { name: "Files" });
const choose = (page: Page, ...chosen: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.getByLabel("Files to attach").setInputFiles(chosen);
const comments = (page: Page) => page.getByRole("region", { name: "Activity" });
const textFile = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("words") });
const hurt = (page: Page) => page.evaluate(() => "__hurt" in window || document.title === "hurt");

async function attachments(turbo: RunningTurbo, on: string): Promise<{ id: string; name: string; content: string }[]> {
  return ((await (await turbo.rest("GET", `/attachments?on=${on}`)).json()) as { items: never[] }).items;
}

/** Pastes a picture. */
function paste(field: Locator, name: string) {
  return field.evaluate(
    (element, [base64 = "", name = ""]) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const pasted = new DataTransfer();
      pasted.items.add(new File([bytes], name, { type: "image/png" }));
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
    },
    [PNG.toString("base64"), name],
  );
}

/** Drops a file, as a mouse would that comes from elsewhere. */
function drop(place: Locator, name: string, content: string | Buffer = "words") {
  return place.evaluate(
    (element, [base64 = "", name = ""]) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const dropped = new DataTransfer();
      dropped.items.add(new File([bytes], name));
      const held = { dataTransfer: dropped, bubbles: true, cancelable: true };
      element.dispatchEvent(new DragEvent("dragover", held));
      element.dispatchEvent(new DragEvent("drop", held));
    },
    [Buffer.from(content).toString("base64"), name],
  );
}

async function comment(turbo: RunningTurbo, on: string, body: string): Promise<string> {
  const made = await turbo.rest("POST", "/comments", { on, body });
  return ((await made.json()) as { id: string }).id;
}

/** What each comment says, with the names of its files. */
async function filesOfComments(turbo: RunningTurbo, on: string): Promise<[string, string[]][]> {
  const { items } = (await (await turbo.rest("GET", `/comments?on=${on}`)).json()) as {
    items: { body: string; attachments: { name: string }[] }[];
  };
  return items.map(({ body, attachments: held }) => [body, held.map(({ name }) => name)]);
}

test("a drawing with a script and a page are kept as files, and nothing in them runs, however they are opened", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Hostile files" }]);
  const issue = keys[0] ?? "";
  await open(page, `/issues/${issue}`);
  await choose(
    page,
    { name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from(SVG) },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from(PAGE) },
  );
  await expect(files(page).getByRole("link", { name: "drawing.svg", exact: true })).toBeVisible();
  await expect(files(page).getByRole("link", { name: "page.html", exact: true })).toBeVisible();
  const made = await attachments(turbo, issue);
  expect(made.map(({ name }) => name).sort()).toEqual(["drawing.svg", "page.html"]);
  for (const { content, name } of made) {
    // Typed into the address bar it is downloaded and never shown.
    const download = page.waitForEvent("download");
    await page.goto(content).catch(() => undefined);
    expect((await download).suggestedFilename()).toBe(name);
    // Wherever a page of ours would put it, it stays without a right to run.
    await page.goto(`/issues/${issue}`);
    await page.evaluate(async (address) => {
      const put = (tag: string, name: string) => {
        const element = document.createElement(tag);
        element.setAttribute(name, address);
        document.body.append(element);
      };
      put("img", "src");
      put("iframe", "src");
      put("script", "src");
      put("embed", "src");
      put("object", "data");
      await new Promise((done) => setTimeout(done, 500));
    }, content);
    expect(await hurt(page)).toBe(false);
    const answer = await page.request.get(content);
    expect(answer.headers()).toMatchObject({
      "content-disposition": expect.stringMatching(/^attachment;/),
      "content-security-policy": expect.stringContaining("sandbox; default-src 'none'"),
      "x-content-type-options": expect.stringContaining("nosniff"),
      "cross-origin-resource-policy": "same-origin",
    });
  }
});

test("a wrong extension is refused with what the file is, and a path in a name is cut to its last part", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Wrong names" }]);
  const issue = keys[0] ?? "";
  await open(page, `/issues/${issue}`);
  await choose(page, { name: "shot.png", mimeType: "image/png", buffer: Buffer.from("%PDF-1.7 not a picture") });
  await expect(page.getByText("shot.png ends in .png, but its content is a PDF document.")).toBeVisible();
  // A program can drop a file of any name on the page.
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["words"], "../../../etc/\u202Etxt.passwd"));
    const held = { dataTransfer: dropped, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("dragover", held));
    document.body.dispatchEvent(new DragEvent("drop", held));
  });
  await expect(files(page).getByRole("link", { name: "txt.passwd", exact: true })).toBeVisible();
  expect((await attachments(turbo, issue)).map(({ name }) => name)).toEqual(["txt.passwd"]);
});

test("a zip of 200 MB is refused by name of the limit, by the page at once and by the server while it comes, in little memory", async ({
  page,
  turbo,
}) => {
  test.setTimeout(180_000);
  const { keys } = await makeProject(turbo, [{ title: "Too large" }]);
  const issue = keys[0] ?? "";
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-large-"));
  try {
    const zip = path.join(folder, "huge.zip");
    writeFileSync(zip, "PK\u0003\u0004", "latin1");
    truncateSync(zip, 200 * MB); // holes, which take no room on the disk
    await open(page, `/issues/${issue}`);
    const sent: string[] = [];
    page.on("request", (asked) => asked.method() === "POST" && sent.push(asked.url()));
    await page.getByLabel("Files to attach").setInputFiles(zip);
    await expect(page.getByText("It has 200 MB, and the limit is 25 MB.")).toBeVisible();
    expect(sent).toEqual([]);

    const before = peakMemory(turbo.pid);
    for (const withLength of [true, false]) {
      const answer = await stream(turbo, `/attachments?on=${issue}&name=huge.zip`, 200, withLength);
      expect(answer).toMatchObject({ status: 413, problem: { code: "too_large" } });
      expect(answer.problem.detail).toContain("limit of 25 MB");
    }
    const streamed = peakMemory(turbo.pid);
    expect(streamed - before).toBeLessThan(80);
    // A page that does not look at the size itself hears it as well. It sends all the same, and what is thrown away of it
    // is garbage that V8 lets grow to 64 MB before it collects: so much more, however much is sent.
    const heard = () =>
      page.evaluate(async (on) => {
        const body = new Blob(["PK\u0003\u0004", ...Array.from({ length: 50 }, () => new Uint8Array(4 * 1024 * 1024))]);
        const answer = await fetch(`/api/v1/attachments?on=${on}&name=huge.zip`, {
          method: "POST",
          headers: { "content-type": "application/octet-stream" },
          body,
        });
        return { status: answer.status, detail: ((await answer.json()) as { detail: string }).detail };
      }, issue);
    const refusal = { status: 413, detail: expect.stringContaining("limit of 25 MB") };
    expect(await heard()).toEqual(refusal);
    const thrownAway = peakMemory(turbo.pid);
    expect(thrownAway - streamed).toBeLessThan(150);
    for (let more = 0; more < 2; more++) expect(await heard()).toEqual(refusal);
    expect(peakMemory(turbo.pid) - thrownAway).toBeLessThan(80);
    expect(await attachments(turbo, issue)).toEqual([]);

    // One below the limit comes through the same way and is the same afterwards.
    const kept = await stream(turbo, `/attachments?on=${issue}&name=large.zip`, 24, false);
    expect(kept.status).toBe(201);
    const [made] = await attachments(turbo, issue);
    const back = await page.request.get(made?.content ?? "", { headers: { range: "bytes=0-3" } });
    expect([back.status(), (await back.body()).toString("latin1")]).toEqual([206, "PK\u0003\u0004"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an image is pasted into a description, previewed, and taken away with a way back", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Pictures" }]);
  await open(page, `/issues/${keys[0]}`);
  await page.keyboard.press("d");
  const box = page.getByRole("textbox", { name: "Description" });
  await box.fill("Look: ");
  await paste(box, "shot.png");
  await expect(box).toHaveValue(/^Look: !\[shot\.png\]\(\/api\/v1\/attachments\/[0-9a-f-]{36}\/content#2x2\)$/);

  await files(page).getByRole("button", { name: "shot.png", exact: true }).click();
  const preview = page.getByRole("dialog", { name: "shot.png" });
  await expect(preview.getByRole("img", { name: "shot.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  await files(page).getByRole("button", { name: "Move shot.png to the bin" }).click();
  await expect(page.getByRole("button", { name: "Attach a file" })).toBeVisible();
  await expect(files(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(files(page).getByRole("button", { name: "shot.png", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Activity" }).getByText("attached shot.png")).toBeVisible();
});

test("files go with a comment: pasted, chosen and dropped while it is written, with words or without", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "With files" }]);
  const issue = keys[0] ?? "";
  await open(page, `/issues/${issue}`);
  const box = page.getByRole("textbox", { name: "Comment" });
  const waiting = page.getByRole("list", { name: "Files to send with it" });
  await box.fill("The fence holds.");
  await paste(box, "shot.png");
  await expect(waiting.getByText("shot.png")).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files to the comment" }).press("Enter");
  await (await chooser).setFiles([textFile("log.txt"), textFile("wrong.txt")]);
  await expect(box).toBeFocused();
  await page.getByRole("button", { name: "Take wrong.txt out" }).click();
  await expect(box).toHaveValue("The fence holds.");
  await box.press("Control+Enter");

  const said = comments(page).getByRole("article").filter({ hasText: "The fence holds." });
  const picture = said.getByRole("img", { name: "shot.png" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
  await expect(said.getByRole("link", { name: "log.txt", exact: true })).toBeVisible();
  await expect(box).toHaveValue("");
  await expect(waiting).toBeHidden();
  // They are the comment's, not the issue's.
  await expect(page.getByRole("button", { name: "Attach a file" })).toBeVisible();
  await expect(files(page)).toHaveCount(0);
  expect(await filesOfComments(turbo, issue)).toEqual([["The fence holds.", ["shot.png", "log.txt"]]]);

  await drop(box, "only.txt");
  await expect(waiting.getByText("only.txt")).toBeVisible();
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(comments(page).getByRole("link", { name: "only.txt", exact: true })).toBeVisible();
  expect((await filesOfComments(turbo, issue)).at(-1)).toEqual(["`only.txt`", ["only.txt"]]);
  expect(await attachments(turbo, issue)).toEqual([]);

  // What the server refuses is said, and the comment stays.
  await box.fill("A wrong name");
  await drop(box, "fake.png", "%PDF-1.7");
  await box.press("Control+Enter");
  await expect(page.getByText("fake.png ends in .png, but its content is a PDF document.")).toBeVisible();
  expect((await filesOfComments(turbo, issue)).at(-1)).toEqual(["A wrong name", []]);
});

test("files are attached to a comment later, opened, saved, and taken away with a way back", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Later" }]);
  const issue = keys[0] ?? "";
  await comment(turbo, issue, "Said before");
  await open(page, `/issues/${issue}`);
  const said = comments(page).getByRole("article").filter({ hasText: "Said before" });
  const chooser = page.waitForEvent("filechooser");
  await said.getByRole("button", { name: "Actions of the comment" }).press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Attach files" })).toBeFocused();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles([textFile("report.txt")]);
  const report = said.getByRole("link", { name: "report.txt", exact: true });
  await expect(report).toBeVisible();
  const download = page.waitForEvent("download");
  await report.click();
  expect((await download).suggestedFilename()).toBe("report.txt");

  await drop(said, "shot.png", PNG);
  await said.getByRole("button", { name: "shot.png", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "shot.png" }).getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  await said.getByRole("button", { name: "Move shot.png to the bin" }).press("Enter");
  await expect(said.getByRole("img", { name: "shot.png" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(said.getByRole("img", { name: "shot.png" })).toBeVisible();

  // While it is changed, and with an answer to it.
  await said.getByRole("button", { name: "Actions of the comment" }).press("Enter");
  await page.getByRole("menuitem", { name: "Edit" }).press("Enter");
  await paste(page.getByRole("textbox", { name: "Edit comment" }), "second.png");
  await page.getByRole("button", { name: "Save comment" }).click();
  await expect(said.getByRole("img", { name: "second.png" })).toBeVisible();
  await said.getByRole("button", { name: "Reply" }).press("Enter");
  await page.getByRole("textbox", { name: "Reply" }).fill("And the answer");
  await drop(page.getByRole("textbox", { name: "Reply" }), "answer.txt");
  await page.keyboard.press("Control+Enter");
  await expect(comments(page).getByRole("link", { name: "answer.txt", exact: true })).toBeVisible();
  expect(await filesOfComments(turbo, issue)).toEqual([
    ["Said before", ["report.txt", "shot.png", "second.png"]],
    ["And the answer", ["answer.txt"]],
  ]);
});

test("every page with comments shows their files, and one that comes while it is open", async ({ page, turbo }) => {
  const { key: project, keys } = await makeProject(turbo, [{ title: "Everywhere" }]);
  const make = async (path: string, input: object) =>
    ((await (await turbo.rest("POST", path, input)).json()) as { key: string }).key;
  const pages: [home: string, key: string][] = [
    ["issues", keys[0] ?? ""],
    ["documents", await make("/documents", { project, title: "Text" })],
    ["decisions", await make("/decisions", { project, title: "Choice" })],
    ["milestones", await make("/milestones", { project, title: "Point" })],
    ["initiatives", await make("/initiatives", { title: "Aim", projects: [project] })],
  ];
  for (const [home, key] of pages) {
    const id = await comment(turbo, key, "See the file");
    await attachFile(turbo, id, "before.txt", "words");
    await open(page, `/${home}/${key}`);
    await expect(comments(page).getByRole("link", { name: "before.txt", exact: true })).toBeVisible();
    await attachFile(turbo, id, "meanwhile.txt", "words");
    await expect(comments(page).getByRole("link", { name: "meanwhile.txt", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Attach files to the comment" })).toBeVisible();
  }
});

test("files lie beside the database, for their owner alone, and nothing else is left", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "On the disk" }]);
  await open(page, `/issues/${keys[0]}`);
  await choose(page, { name: "once.txt", mimeType: "text/plain", buffer: Buffer.from("only here") });
  await expect(files(page).getByRole("link", { name: "once.txt", exact: true })).toBeVisible();
  const [made] = (await (await turbo.rest("GET", `/attachments?on=${keys[0]}`)).json()).items as { hash: string }[];
  const hash = made?.hash ?? "";
  const folder = path.join(turbo.home, ".turbo/uploads", hash.slice(0, 2));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(folder, hash)).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(folder, hash), "utf8")).toBe("only here");
});

/** Highest resident memory of a process so far, in MB. */
function peakMemory(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

interface Heard {
  status: number;
  problem: { code?: string; detail?: string };
}

/** Sends so many MB of a zip as fast as they are taken, made on the way. */
function stream(turbo: RunningTurbo, where: string, megabytes: number, withLength: boolean): Promise<Heard> {
  const piece = Buffer.alloc(MB);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${turbo.url}/api/v1${where}`,
      {
        method: "POST",
        headers: {
          "x-api-key": turbo.ownerKey,
          ...(withLength ? { "content-length": String(megabytes * MB) } : {}),
        },
      },
      async (incoming) => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk);
        resolve({ status: incoming.statusCode ?? 0, problem: JSON.parse(Buffer.concat(chunks).toString()) });
      },
    );
    outgoing.on("error", reject);
    void (async () => {
      for (let sent = 0; sent < megabytes; sent++) {
        piece.write(sent === 0 ? "PK\u0003\u0004" : "\0\0\0\0", 0, "latin1");
        if (!outgoing.write(Buffer.from(piece))) await new Promise((free) => outgoing.once("drain", free));
      }
      outgoing.end();
    })();
  });
}
