import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, type Dialog, expect, type Locator, type Page } from "@playwright/test";
import { freePort } from "#lib/testing/free-port";
import { type RunningTurbo, startTurbo } from "../start.ts";
import { makeProject, open, PNG, test } from "./signed-in.ts";
import { box, click, FORMS, type PageName, press, type TypedForm } from "./typed-forms.ts";

// The longest file by far, and the last: two workers share its tests.
test.describe.configure({ mode: "parallel" });

/** Makes one of everything that has forms, and answers where each is. */
async function pagesWithForms(turbo: RunningTurbo): Promise<Record<PageName, string>> {
  const { key, keys } = await makeProject(turbo, [
    { title: "A title", criteria: ["It works"], description: "Before." },
  ]);
  const make = async (where: string, body: object) =>
    (await (await turbo.rest("POST", where, body)).json()) as { key: string };
  const proposed = await make("/decisions", { project: key, title: "Which one?", options: ["One"] });
  const accepted = await make("/decisions", { project: key, title: "This one", outcome: "One." });
  await turbo.rest("POST", `/decisions/${accepted.key}/accept`, { outcome: "One.", version: 1 });
  const initiative = await make("/initiatives", { title: "Aim", projects: [key], description: "Before." });
  await make(`/initiatives/${initiative.key}/updates`, { health: "on_track", body: "All is well." });
  const milestone = await make("/milestones", { project: key, title: "Point" });
  const document = await make("/documents", { project: key, title: "Guide", body: "Before." });
  const items = ["Step", "Other step"].map((title) => ({ make: "issue", title, description: "Before." }));
  const proposal = await make("/proposals", { project: key, title: "A plan", items });
  await make("/comments", { on: keys[0], body: "A comment." });
  await make(`/issues/${keys[0]}/questions`, { text: "Which one?" });
  const session = `typed-${key}`;
  const byAgent = { "x-api-key": turbo.agentKey, "x-turbo-session": session };
  await turbo.rest("POST", "/comments", { on: keys[0], body: "By an agent." }, byAgent);
  const { keyId } = (await (await turbo.rest("GET", `/sessions/${session}`)).json()) as { keyId: string };
  return {
    agent: `/agents/${keyId}`,
    issue: `/issues/${keys[0]}`,
    "proposed decision": `/decisions/${proposed.key}`,
    "accepted decision": `/decisions/${accepted.key}`,
    initiative: `/initiatives/${initiative.key}`,
    milestone: `/milestones/${milestone.key}`,
    document: `/documents/${document.key}`,
    proposal: `/proposals/${proposal.key}`,
    "project settings": `/projects/${key}/settings`,
    people: "/settings/people",
    settings: "/settings",
  };
}

async function fill(page: Page, field: Locator, text: string): Promise<void> {
  await expect(field).toBeVisible();
  await field.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Keys of all that the browser keeps of what is typed. */
function keptOnDevice(page: Page): Promise<{ words: string[]; files: IDBValidKey[] }> {
  return page.evaluate(async () => {
    const files = await new Promise<IDBValidKey[]>((done) => {
      const opening = indexedDB.open("turbo.typed");
      opening.onupgradeneeded = () => opening.result.createObjectStore("files");
      opening.onsuccess = () => {
        const keys = opening.result.transaction("files").objectStore("files").getAllKeys();
        keys.onsuccess = () => done(keys.result);
      };
    });
    return { words: Object.keys(localStorage).filter((key) => key.startsWith("turbo.typed.")), files };
  });
}

async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => undefined);
  await crashed;
}

/** The files that go with a comment; the box that is always there is the last. */
const waiting = (page: Page) => page.getByRole("list", { name: "Files to send with it" }).last();
const chooseForComment = (page: Page, ...names: string[]) =>
  page
    .getByLabel("Files for the comment")
    .last()
    .setInputFiles(
      names.map((name) =>
        name.endsWith("png")
          ? { name, mimeType: "image/png", buffer: PNG }
          : { name, mimeType: "text/plain", buffer: Buffer.from("words") },
      ),
    );

/** What stands in a field; null while nobody may write in it. */
function wordsIn(field: Locator): Promise<string | null> {
  return field.evaluate((element) => {
    if (element instanceof HTMLElement && element.isContentEditable) return element.textContent;
    const { value, disabled, readOnly } = element as HTMLTextAreaElement;
    return disabled || readOnly ? null : value;
  });
}

async function expectKept(page: Page, form: TypedForm, when: string): Promise<void> {
  await expect
    .poll(() => Promise.all(form.fields.map(({ at }) => wordsIn(at(page)))), `${form.name} after ${when}`)
    .toEqual(form.fields.map(({ text }) => text));
  if (form.file) await expect(waiting(page), `the file of the ${form.name} after ${when}`).toContainText("kept.png");
}

for (const name of new Set(FORMS.map((form) => form.page))) {
  test(`${name}: what is typed is there after Escape, Back, sending it to nobody, loading again and a crash`, async ({
    context,
    page,
    turbo,
  }) => {
    const address = (await pagesWithForms(turbo))[name];
    const forms = FORMS.filter((form) => form.page === name);
    const accept = (dialog: Dialog) => dialog.accept();
    page.on("dialog", accept);
    await open(page, address);
    for (const { begin, fields, file, closes, name } of forms) {
      await begin?.(page);
      for (const { at, text, choice } of fields) await (choice ? at(page).selectOption(text) : at(page).fill(text));
      if (file) await chooseForComment(page, "kept.png");
      await page.keyboard.press("Escape");
      const first = fields[0].at(page);
      if (closes) await expect(first, `${name} after Escape`).toBeHidden();
      else await first.blur();
    }

    await page.getByRole("link", { name: "Inbox" }).first().click();
    await expect(page).toHaveURL(/inbox/);
    await page.goBack();
    let sent = 0;
    await page.route(/\/api\/v1\/|\/health\//, (route) => {
      const request = route.request();
      if (request.method() === "GET" && request.url().includes("/api/")) return route.continue();
      if (request.method() !== "GET") sent++;
      return route.abort();
    });
    for (const form of forms) {
      await form.begin?.(page);
      await expectKept(page, form, "Escape and Back");
      const before = sent;
      const first = form.fields[0].at(page);
      await first.focus();
      await page.keyboard.press(form.sent ?? "Control+Enter");
      await expect.poll(() => sent, `${form.name} is sent`).toBeGreaterThan(before);
      await expect(page.getByText("Turbo did not answer.").first(), form.name).toBeVisible();
      if (await first.isHidden()) await form.begin?.(page);
      await expectKept(page, form, "sending it to nobody");
      await (form.closes ? page.keyboard.press("Escape") : first.blur());
    }
    await page.unroute(/\/api\/v1\/|\/health\//);

    await page.reload({ waitUntil: "commit" });
    await crash(context, page);
    const next = await context.newPage();
    next.on("dialog", accept);
    await open(next, address);
    for (const form of forms) {
      await form.begin?.(next);
      await expectKept(next, form, "loading again and a crash");
      await expect(next.getByText(/Restored what you typed|Your draft from/).first(), form.name).toBeVisible();
      await (form.closes ? next.keyboard.press("Escape") : form.fields[0].at(next).blur());
    }
  });
}

test("what was typed is given back to its own person alone", async ({ context, page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Fragile", description: "Before." }]);
  const address = `/issues/${keys[0]}`;
  await open(page, address);
  await fill(page, box("Comment")(page), "A comment on its way");
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await fill(page, box("Description, in Markdown")(page), "After.");
  await open(page, address);
  await expect(page.getByText("What you typed here is kept and not saved.")).toBeVisible();

  const password = "a long enough password";
  await turbo.rest("POST", "/users", { handle: "zoe", name: "Zoe", password, role: "member" });
  const signIn = await context.request.post(`${turbo.url}/api/auth/signout`).catch(() => null);
  expect(signIn).not.toBeNull();
  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel(/Handle or e-mail/i).fill("zoe");
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/sign-in/);
  await open(page, address);
  await expect(box("Comment")(page)).toHaveValue("");
  await expect(page.getByText("What you typed here is kept")).toBeHidden();
});

test("the files of a comment wait with it, and those that did not get through are attached to it once", async ({
  context,
  page: first,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "With files" }]);
  const address = `/issues/${keys[0]}`;
  await open(first, address);
  await fill(first, box("Comment")(first), "See both.");
  await chooseForComment(first, "one.txt", "two.png");
  await expect.poll(async () => (await keptOnDevice(first)).files).toHaveLength(2);
  await open(first, address);
  const picture = waiting(first).locator("img");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);

  // The second one arrives, and its answer does not.
  let uploads = 0;
  await first.route(/\/api\/v1\/attachments/, async (route) => {
    if (++uploads === 1) return route.continue();
    await route.fetch({ postData: PNG });
    return route.abort();
  });
  await box("Comment")(first).press("Control+Enter");
  const said = (page: Page) => page.getByRole("article").filter({ hasText: "See both." });
  await expect(first.getByText("two.png was not attached")).toBeVisible();
  await expect(said(first).getByRole("link", { name: "one.txt", exact: true })).toBeVisible();
  await expect(waiting(first)).toContainText("Not attached to the comment yet");
  await crash(context, first);

  const page = await context.newPage();
  await open(page, address);
  await expect(waiting(page)).toContainText("two.png");
  await expect(waiting(page)).not.toContainText("one.txt");
  await expect(box("Comment")(page)).toHaveValue("");
  await page.getByRole("button", { name: "Attach", exact: true }).click();
  await expect(waiting(page)).toBeHidden();
  await expect(said(page).getByRole("img", { name: "two.png" })).toBeVisible();
  const { items } = (await (await turbo.rest("GET", `/comments?on=${keys[0]}`)).json()) as {
    items: { attachments: { name: string; size: number }[] }[];
  };
  expect(items.map(({ attachments }) => attachments.map(({ name, size }) => [name, size]))).toEqual([
    [
      ["one.txt", 5],
      ["two.png", PNG.length],
    ],
  ]);
  expect(await keptOnDevice(page)).toEqual({ words: [], files: [] });

  // What is typed and chosen while a comment is on its way stays for the next.
  let answer = () => {};
  await page.route("**/api/v1/comments", async (route) => {
    await new Promise<void>((done) => {
      answer = done;
    });
    await route.continue();
  });
  await fill(page, box("Comment")(page), "The next.");
  const asked = page.waitForRequest("**/api/v1/comments");
  await page.keyboard.press("Control+Enter");
  await asked;
  await page.keyboard.type(" And one more.");
  await chooseForComment(page, "more.txt");
  answer();
  await expect(page.getByRole("article").getByText("The next.", { exact: true })).toBeVisible();
  await expect(box("Comment")(page)).toHaveValue("The next. And one more.");
  await page.unroute("**/api/v1/comments");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByRole("link", { name: "more.txt", exact: true })).toBeVisible();
  await expect(waiting(page)).toBeHidden();

  // What the browser has lost is said, and nothing is sent without it.
  await chooseForComment(page, "gone.txt");
  await fill(page, box("Comment")(page), "See this one.");
  await expect.poll(async () => (await keptOnDevice(page)).files).toHaveLength(1);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("turbo.typed");
        opening.onsuccess = () => {
          const emptied = opening.result.transaction("files", "readwrite").objectStore("files").clear();
          emptied.onsuccess = done;
        };
      }),
  );
  await open(page, address);
  await expect(waiting(page)).toContainText("Was not kept. Attach it again, or take it out.");
  await box("Comment")(page).press("Control+Enter");
  await expect(page.getByRole("main").getByRole("alert").filter({ hasText: "gone.txt was not kept." })).toBeVisible();
  await page.getByRole("button", { name: "Take gone.txt out" }).click();
  await box("Comment")(page).press("Control+Enter");
  await expect(page.getByRole("article").filter({ hasText: "See this one." })).toBeVisible();
});

test("a saved text is kept no longer, and one that is thrown away comes back with Undo", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Short-lived" }]);
  await open(page, `/issues/${keys[0]}`);
  await fill(page, box("Comment")(page), "To be sent");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article")).toContainText("To be sent");
  await expect(box("Comment")(page)).toHaveValue("");
  expect(await keptOnDevice(page)).toEqual({ words: [], files: [] });

  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await fill(page, box("Title")(page), "Not meant");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.keyboard.press("c");
  await expect(box("Title")(page)).toHaveValue("Not meant");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("e");
  await fill(page, box("Title")(page), "Nor this");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Short-lived");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Short-lived");
  await expect(page.getByText("What you typed here is kept")).toBeHidden();
});

test("a comment whose answer was lost on the way is there once after it was sent again", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Twice" }]);
  await open(page, `/issues/${keys[0]}`);
  await page.route(
    "**/api/v1/comments",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await fill(page, box("Comment")(page), "Only once");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Send it again when the server is back. What you typed is kept.")).toBeVisible();
  await expect(page.getByText("Turbo is back.")).toBeVisible();
  await box("Comment")(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(box("Comment")(page)).toHaveValue("");
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("a text that somebody changed underneath shows both, and who changed it by which door", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Two hands", description: "As it was." }]);
  const address = `/issues/${keys[0]}`;
  await open(page, address);
  await page.keyboard.press("d");
  await fill(page, box("Description, in Markdown")(page), "What I think.");
  await page.goto("/inbox");
  await turbo.rest("PATCH", address, { description: "What they think." });
  await open(page, address);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(box("Description, in Markdown")(page)).toHaveValue("What I think.");
  const notice = page.getByRole("main").getByRole("alert").filter({ hasText: "while you were writing" });
  await expect(notice).toContainText(/changed the description over REST \((now|\dm)\)/);
  await page.getByText("Show theirs").click();
  await expect(notice).toContainText("What they think.");
  await page.getByRole("button", { name: "Save mine over theirs" }).click();
  await expect(page.getByRole("region", { name: "Description" })).toContainText("What I think.");
});

test("a title without a word stays in edit and says why; Escape leaves it as it was", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Whole", criteria: ["It works"] }]);
  const { key: decision } = (await (
    await turbo.rest("POST", "/decisions", { project: key, title: "Whole" })
  ).json()) as { key: string };
  const { key: initiative } = (await (
    await turbo.rest("POST", "/initiatives", { title: "Whole", projects: [key] })
  ).json()) as { key: string };
  for (const address of [`/issues/${keys[0]}`, `/decisions/${decision}`, `/initiatives/${initiative}`]) {
    await open(page, address);
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Title" }).fill("");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main").getByRole("alert").filter({ hasText: "It needs a title" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Whole");
  }
  await open(page, `/issues/${keys[0]}`);
  await page.getByRole("button", { name: "It works", exact: true }).click();
  await page.getByRole("textbox", { name: "Criterion" }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert").filter({ hasText: "A criterion needs words" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "It works", exact: true })).toBeVisible();
});

test("Ctrl+Enter sends a create dialog from a chip, an open list and a check box", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  await open(page, `/projects/${key}`);
  const dialog = page.getByRole("dialog", { name: "New issue" });
  const from: [string, () => Promise<void>][] = [
    ["a chip", () => dialog.getByRole("button", { name: /^Status/ }).focus()],
    [
      "an open list",
      async () => {
        await dialog.getByRole("button", { name: /^Priority/ }).click();
        await expect(page.getByRole("option", { name: "Critical" })).toBeVisible();
      },
    ],
    ["a check box", () => dialog.getByRole("checkbox", { name: "Create more" }).focus()],
  ];
  for (const [place, go] of from) {
    await page.keyboard.press("c");
    await page.getByRole("textbox", { name: "Title" }).fill(`Sent from ${place}`);
    await go();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("link", { name: `Sent from ${place}` })).toBeVisible();
    await expect(dialog).toBeHidden();
  }
  for (const [keys, name, field, chip] of [
    ["n i", "Create initiative", "Title", "Owner"],
    ["n m", "Create milestone", "Title", "Project"],
    ["n d", "Propose a decision", "Question or decision", "Kind"],
    ["n o", "Create document", "Title", "Project"],
    ["n p", "Create project", "Name", "blue"],
  ] as const) {
    await open(page, `/projects/${key}`);
    await press(keys)(page);
    const made = page.getByRole("dialog", { name });
    await made.getByRole("textbox", { name: field }).fill(`By ${keys}`);
    await made.getByLabel(chip).focus();
    await page.keyboard.press("Control+Enter");
    await expect(made, name).toBeHidden();
  }
});

test("Enter belongs to an input method while it converts, in every field", async ({ context, page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Words", criteria: ["It works"] }]);
  const address = `/issues/${keys[0]}`;
  const session = await context.newCDPSession(page);
  const enter = async (composing: boolean) => {
    // Safari tells of the key after the composition has ended: only its code is left.
    if (!composing) await session.send("Input.insertText", { text: "漢字" });
    for (const type of ["rawKeyDown", "keyUp"] as const) {
      await session.send("Input.dispatchKeyEvent", { type, key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    }
  };
  const converting = (text: string) =>
    session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const writes: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" && request.url().includes("/api/v1/")) writes.push(request.url());
  });

  const fields: { begin: () => Promise<unknown>; field: Locator; number?: boolean }[] = [
    { begin: () => click("Add a criterion")(page), field: box("New criterion")(page) },
    { begin: () => click("It works")(page), field: box("Criterion")(page) },
    { begin: () => page.keyboard.press("e"), field: box("Title")(page) },
    { begin: () => page.keyboard.press("m"), field: box("Comment")(page) },
    { begin: () => click("Log time")(page), field: box("Time")(page) },
    { begin: () => page.keyboard.press("Control+k"), field: page.getByPlaceholder("Do, go to, or find") },
    {
      begin: () => page.getByText("Estimate", { exact: true }).locator("..").getByRole("button").click(),
      field: page.getByRole("spinbutton", { name: "Estimate in points" }),
      number: true,
    },
  ];
  for (const { begin, field, number } of fields) {
    await open(page, address);
    await begin();
    await expect(field).toBeFocused();
    if (!number) await converting("かんじ");
    await enter(true);
    await enter(false);
    await expect(field).toBeFocused();
  }
  expect(page.url()).toContain(address);
  expect(writes).toEqual([]);
});

test("while the server is away the page says so, keeps everything, and goes on by itself when it is back", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const home = mkdtempSync(path.join(tmpdir(), "turbo-away-"));
  const port = await freePort();
  let turbo = await startTurbo({ home, port });
  try {
    const { keys } = await makeProject(turbo, [{ title: "Alone", status: "ready" }]);
    const context = await browser.newContext({ baseURL: turbo.url });
    const page = await context.newPage();
    await page.goto(turbo.enterUrl);
    // The list of choices is not loaded before it is asked for.
    await page.route("**/_next/static/chunks/**", (route) => (offline ? route.abort() : route.continue()));
    let offline = false;
    await open(page, `/issues/${keys[0]}`);
    // The picker was used before, so its code is there.
    await page.keyboard.press("p");
    await expect(page.getByRole("option", { name: "High" })).toBeVisible();
    await page.keyboard.press("Escape");
    // It gives the focus back a moment later.
    await expect(page.locator("button:focus")).toBeVisible();
    await fill(page, box("Comment")(page), "Typed in time");
    await expect(box("Comment")(page)).toHaveValue("Typed in time");
    offline = true;
    await turbo.kill();
    await expect(page.getByText("Turbo does not answer.")).toBeVisible();
    await expect(box("Comment")(page)).toBeFocused();

    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("Send it again when the server is back.")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.press("d");
    await expect(page.getByText("This part could not be loaded.")).toBeVisible();
    await expect(page.getByText("could not be shown")).toBeHidden();
    await page.getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("p");
    await page.getByRole("option", { name: "High" }).click();
    await expect(page.getByRole("button", { name: "Send again" })).toBeVisible();
    await page.getByRole("link", { name: "Inbox" }).first().click();
    await expect(page.getByText("Turbo does not answer.")).toBeVisible();

    offline = false;
    turbo = await startTurbo({ home, port });
    await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText("Turbo does not answer.")).toBeHidden();
    await page.goBack();
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByRole("button", { name: "High", exact: true })).toBeVisible();
    await expect(box("Comment")(page)).toHaveValue("Typed in time");
    await box("Comment")(page).focus();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("article")).toHaveCount(1);
    await expect(page.getByRole("article")).toContainText("Typed in time");
    await page.keyboard.press("Escape");
    await press("n d")(page);
    await expect(page.getByRole("dialog", { name: "Propose a decision" })).toBeVisible();
    await context.close();
  } finally {
    await turbo.stop();
    rmSync(home, { recursive: true, force: true });
  }
});
