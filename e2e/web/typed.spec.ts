import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { freePort } from "#lib/testing/free-port";
import { type RunningTurbo, startTurbo } from "../start.ts";
import { makeProject, open, test } from "./signed-in.ts";

interface TypedField {
  name: string;
  address: string;
  /** Opens the field where it is not there from the beginning. */
  begin?: (page: Page) => Promise<unknown>;
  field: (page: Page) => Locator;
  text?: string;
  /** Does Escape close it? */
  closes?: boolean;
}

const box = (name: string | RegExp) => (page: Page) => page.getByRole("textbox", { name, exact: true });
const press = (key: string) => async (page: Page) => {
  for (const one of key.split(" ")) await page.keyboard.press(one);
};
const click = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click();

/** Things with every kind of field, and the fields on their pages. */
async function fieldsOf(turbo: RunningTurbo): Promise<TypedField[]> {
  const { key, keys } = await makeProject(turbo, [
    { title: "A title", criteria: ["It works"], description: "Before." },
  ]);
  const make = async (where: string, body: object) =>
    (await (await turbo.rest("POST", where, body)).json()) as { key: string; id: string };
  const decision = await make("/decisions", { project: key, title: "Which one?", options: ["One"] });
  const initiative = await make("/initiatives", { title: "Aim", projects: [key] });
  await make(`/initiatives/${initiative.key}/updates`, { health: "on_track", body: "All is well." });
  const document = await make("/documents", { project: key, title: "Guide", body: "Before." });
  await make("/comments", { on: keys[0], body: "A comment." });
  const issue = `/issues/${keys[0]}`;
  return [
    { name: "comment", address: issue, field: box("Comment") },
    { name: "title", address: issue, begin: press("e"), field: box("Title"), closes: true },
    { name: "description", address: issue, begin: press("d"), field: box("Description, in Markdown") },
    {
      name: "new criterion",
      address: issue,
      begin: click("Add a criterion"),
      field: box("New criterion"),
      closes: true,
    },
    { name: "criterion", address: issue, begin: click("It works"), field: box("Criterion"), closes: true },
    {
      name: "estimate",
      address: issue,
      begin: (page) => page.getByText("Estimate", { exact: true }).locator("..").getByRole("button").click(),
      field: (page) => page.getByRole("spinbutton", { name: "Estimate in points" }),
      text: "5",
      closes: true,
    },
    { name: "work log", address: issue, begin: click("Log time"), field: box("What was done"), closes: true },
    { name: "answer", address: issue, begin: click("Reply"), field: box("Reply") },
    { name: "create issue", address: issue, begin: press("c"), field: box("Title"), closes: true },
    { name: "create project", address: issue, begin: press("n p"), field: box("Name"), closes: true },
    { name: "create initiative", address: issue, begin: press("n i"), field: box("Description"), closes: true },
    { name: "create milestone", address: issue, begin: press("n m"), field: box("Title"), closes: true },
    { name: "create decision", address: issue, begin: press("n d"), field: box("Context"), closes: true },
    { name: "create document", address: issue, begin: press("n o"), field: box("Title"), closes: true },
    {
      name: "decision text",
      address: `/decisions/${decision.key}`,
      begin: press("d"),
      field: box("What is proposed, in Markdown"),
    },
    {
      name: "decision option",
      address: `/decisions/${decision.key}`,
      begin: click("Add an option"),
      field: box("Why not"),
      closes: true,
    },
    {
      name: "reason of a rejection",
      address: `/decisions/${decision.key}`,
      begin: press("r"),
      field: box("Why"),
      closes: true,
    },
    {
      name: "what a decision governs",
      address: `/decisions/${decision.key}`,
      field: box(/^Govern an issue/),
      text: "src/kept/**",
    },
    { name: "status update", address: `/initiatives/${initiative.key}`, field: box("Status update, in Markdown") },
    {
      name: "initiative title",
      address: `/initiatives/${initiative.key}`,
      begin: press("e"),
      field: box("Title"),
      closes: true,
    },
    { name: "project", address: `/projects/${key}/settings`, field: box("Description") },
    { name: "key", address: "/settings", field: box("Name of the key") },
    { name: "profile", address: "/settings", field: box("Name") },
    {
      name: "document",
      address: `/documents/${document.key}`,
      begin: press("e"),
      field: (page) => page.getByRole("textbox", { name: "Text, in Markdown" }),
    },
  ];
}

async function wordsIn(field: Locator): Promise<string> {
  return (await field.evaluate((element) =>
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : element.textContent,
  )) as string;
}

async function fill(page: Page, field: Locator, text: string): Promise<void> {
  await expect(field).toBeVisible();
  await field.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

test("what is typed in any field is there again after Escape and after the page is loaded again", async ({
  page,
  turbo,
}) => {
  test.setTimeout(180_000);
  page.on("dialog", (dialog) => dialog.accept());
  const all = await fieldsOf(turbo);
  for (const address of new Set(all.map((field) => field.address))) {
    const fields = all.filter((field) => field.address === address);
    const expectKept = async ({ name, field, text = `Kept ${name}` }: TypedField, when: string) =>
      expect.poll(() => wordsIn(field(page)), `${name} after ${when}`).toBe(text);
    await open(page, address);
    for (const one of fields) {
      const { name, begin, field, closes, text = `Kept ${name}` } = one;
      await begin?.(page);
      await fill(page, field(page), text);
      await page.keyboard.press("Escape");
      if (closes) {
        await expect(field(page), `${name} after Escape`).toBeHidden();
        await begin?.(page);
      }
      await expectKept(one, "Escape");
      if (closes) await page.keyboard.press("Escape");
      else await field(page).blur();
    }
    await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    await open(page, address);
    for (const one of fields) {
      await one.begin?.(page);
      await expectKept(one, "loading again");
      await expect(page.getByText(/Restored what you typed|Your draft from/).first(), one.name).toBeVisible();
      if (one.closes) await page.keyboard.press("Escape");
      else await one.field(page).blur();
    }
  }
});

test("a page that breaks down, is left or signed out of gives back what was typed, to its own person alone", async ({
  context,
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Fragile", description: "Before." }]);
  const address = `/issues/${keys[0]}`;
  await open(page, address);
  await fill(page, box("Comment")(page), "A comment on its way");
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await fill(page, box("Description, in Markdown")(page), "After.");
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => undefined);
  await crashed;

  const next = await context.newPage();
  await open(next, address);
  await expect(box("Comment")(next)).toHaveValue("A comment on its way");
  await expect(next.getByText("What you typed here is kept and not saved.")).toBeVisible();
  await next.getByRole("link", { name: "Inbox" }).first().click();
  await expect(next).toHaveURL(/inbox/);
  await next.goBack();
  await expect(box("Comment")(next)).toHaveValue("A comment on its way");

  const password = "a long enough password";
  await turbo.rest("POST", "/users", { handle: "zoe", name: "Zoe", password, role: "member" });
  const signIn = await context.request.post(`${turbo.url}/api/auth/signout`).catch(() => null);
  expect(signIn).not.toBeNull();
  await context.clearCookies();
  await next.goto("/sign-in");
  await next.getByLabel(/Handle or e-mail/i).fill("zoe");
  await next.getByLabel("Password").fill(password);
  await next.keyboard.press("Enter");
  await expect(next).not.toHaveURL(/sign-in/);
  await open(next, address);
  await expect(box("Comment")(next)).toHaveValue("");
  await expect(next.getByText("What you typed here is kept")).toBeHidden();
});

test("a saved text is kept no longer, and one that is thrown away comes back with Undo", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Short-lived" }]);
  await open(page, `/issues/${keys[0]}`);
  await fill(page, box("Comment")(page), "To be sent");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article")).toContainText("To be sent");
  await expect(box("Comment")(page)).toHaveValue("");
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("turbo.typed.")))).toEqual(
    [],
  );

  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await fill(page, box("Title")(page), "Not meant");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.keyboard.press("c");
  await expect(box("Title")(page)).toHaveValue("Not meant");
  await page.keyboard.press("Escape");

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
  const notice = page.getByRole("alert").filter({ hasText: "while you were writing" });
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
    await expect(page.getByRole("alert").filter({ hasText: "It needs a title" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Whole");
  }
  await open(page, `/issues/${keys[0]}`);
  await page.getByRole("button", { name: "It works", exact: true }).click();
  await page.getByRole("textbox", { name: "Criterion" }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "A criterion needs words" })).toBeVisible();
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
    await page.waitForTimeout(1500);
    await fill(page, box("Comment")(page), "Typed in time");
    offline = true;
    await turbo.kill();
    await expect(page.getByText("Turbo does not answer.")).toBeVisible();

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
