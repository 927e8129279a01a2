import { type Browser, expect, type Page } from "@playwright/test";
import type { RunningTurbo } from "../start.ts";
import { makeProject, open, test } from "./signed-in.ts";

let people = 0;

/** Another person, signed in with a password in a browser of their own. */
async function anotherPerson(browser: Browser, turbo: RunningTurbo): Promise<{ page: Page; handle: string }> {
  people += 1;
  const handle = `ben${process.env.TEST_PARALLEL_INDEX ?? "0"}${people}`;
  const password = "a long enough password";
  const made = await turbo.rest("POST", "/users", { handle, name: `Ben ${people}`, password });
  if (!made.ok) throw new Error(await made.text());
  const context = await browser.newContext({ baseURL: turbo.url, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Handle or e-mail").fill(handle);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  return { page, handle };
}

test("mentions and questions appear in another person's open inbox without a reload, to be done and answered by keys", async ({
  page,
  turbo,
  browser,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Lease expires", status: "ready" }]);
  const ben = await anotherPerson(browser, turbo);
  await ben.page.goto("/inbox");
  await expect(ben.page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();

  await open(page, `/issues/${keys[0]}`);
  await page.keyboard.press("m");
  await page.keyboard.type(`Please look, @${ben.handle.slice(0, 5)}`);
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Comment" })).toHaveValue(`Please look, @${ben.handle} `);
  await page.keyboard.press("Control+Enter");

  const row = ben.page.getByRole("listitem").filter({ hasText: "named you in a comment" });
  await expect(row).toContainText("Lease expires");
  await expect(ben.page.getByRole("link", { name: "Inbox 1 unread" })).toBeVisible();
  await ben.page.keyboard.press("j");
  await ben.page.keyboard.press("e");
  await expect(ben.page.getByText(`The notification on ${keys[0]} is done`)).toBeVisible();
  await expect(ben.page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: "Inbox", exact: true })).toBeVisible();

  const ready = async () => (await (await turbo.rest("GET", `/issues/${keys[0]}/queue`)).json()).ready;
  const question = { text: "How long may a lease be?", options: ["Half an hour", "A day"], of: ben.handle };
  const agent = { "x-api-key": turbo.agentKey };
  expect((await turbo.rest("POST", `/issues/${keys[0]}/questions`, question, agent)).status).toBe(201);
  const asked = page.getByRole("region", { name: "Questions" });
  const waits = page.getByRole("complementary", { name: "Properties" }).getByRole("link", { name: "An answer" });
  await expect(asked).toContainText("How long may a lease be?");
  await expect(waits).toBeVisible();
  expect(await ready()).toBe(false);
  await expect(ben.page.getByRole("listitem").filter({ hasText: "asks you and waits" })).toBeVisible();
  await ben.page.keyboard.press("j");
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByRole("button", { name: "A day" })).toBeVisible();
  await ben.page.keyboard.press("2");
  await expect(ben.page.getByText(`The question on ${keys[0]} is answered`)).toBeVisible();
  await expect(ben.page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await expect(asked.getByText("A day")).toBeVisible();
  await expect(waits).toBeHidden();
  expect(await ready()).toBe(true);
  await ben.page.context().close();
});

test("a plan that an agent proposes is looked at from the inbox and settled item by item, by keys alone", async ({
  page,
  turbo,
}) => {
  const { key } = await makeProject(turbo, [{ title: "Anchor" }]);
  const items = [
    { make: "issue", name: "auth", title: "Sign in with a passkey", status: "ready" },
    { make: "issue", title: "Draw the dialog", parent: "auth" },
    { make: "document", title: "How passkeys work", body: "They *just* do." },
    { make: "decision", title: "WebAuthn", governs: { issues: ["auth"] } },
    { make: "link", issue: "auth", kind: "relates_to", other: `${key}-1` },
  ];
  const agent = { "x-api-key": turbo.agentKey };
  const answer = await turbo.rest("POST", "/proposals", { project: key, title: `Passkeys for ${key}`, items }, agent);
  expect(answer.status).toBe(201);
  const read = async () => (await turbo.rest("GET", `/proposals/${key}-P1`)).json();
  const titled = (title: string) => page.getByRole("listitem").filter({ hasText: title });

  await open(page, "/inbox");
  const row = titled(`Passkeys for ${key}`);
  await expect(row).toContainText("proposes a plan");
  await row.getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Passkeys for ${key}` })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Draw the sheet");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Draw the sheet", exact: true })).toBeFocused();
  await page.keyboard.press("a");
  await expect(titled("Draw the sheet").getByRole("link", { name: `${key}-3` })).toBeVisible();
  await expect(titled("Sign in with a passkey").getByRole("link", { name: `${key}-2` })).toBeVisible();
  await expect(page.getByRole("button", { name: "How passkeys work", exact: true })).toBeFocused();
  await page.keyboard.press("r");
  await page.keyboard.type("We have one.");
  await page.keyboard.press("Enter");
  await expect(titled("How passkeys work").getByRole("img", { name: "Rejected" })).toBeVisible();
  await expect.poll(async () => (await read()).counts).toEqual({ pending: 2, accepted: 2, rejected: 1 });
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "Accept all 3" })).toBeVisible();
  await page.keyboard.press("v");
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: /^Accept all/ })).toBeHidden();
  await expect.poll(async () => (await read()).status).toBe("settled");
  expect((await (await turbo.rest("GET", `/issues/${key}-3`)).json()).title).toBe("Draw the sheet");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  await expect(row).toBeHidden();
});

test("an item is snoozed with H, which Ctrl+Z takes back, stands among the snoozed, and opens with Enter", async ({
  turbo,
  browser,
}) => {
  const ben = await anotherPerson(browser, turbo);
  const { keys } = await makeProject(turbo, [{ title: "Yours now", assignee: ben.handle }]);
  const priority = async () => (await (await turbo.rest("GET", `/issues/${keys[0]}`)).json()).priority;
  await open(ben.page, `/issues/${keys[0]}`);
  await ben.page.keyboard.press("p");
  await ben.page.keyboard.type("low");
  await ben.page.keyboard.press("Enter");
  await expect.poll(priority).toBe("low");
  await ben.page.keyboard.press("g");
  await ben.page.keyboard.press("i");
  const unread = ben.page.getByRole("link", { name: "Inbox 1 unread" });
  await expect(ben.page.getByRole("link", { name: "Snoozed" })).toBeVisible();
  await ben.page.keyboard.press("j");
  await ben.page.keyboard.press("e");
  await expect(ben.page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await ben.page.keyboard.press("Control+z");
  await expect(ben.page.getByText(`Undone: The notification on ${keys[0]} is done`)).toBeVisible();
  await expect(ben.page.getByRole("listitem").filter({ hasText: "assigned it to you" })).toBeVisible();
  await expect(unread).toBeVisible();
  expect(await priority()).toBe("low");
  await ben.page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(unread).toBeHidden();
  await ben.page.keyboard.press("Control+z");
  await expect(unread).toBeVisible();
  await ben.page.keyboard.press("Control+z");
  await expect.poll(priority).toBe("none");
  await ben.page.keyboard.press("j");
  await ben.page.keyboard.press("h");
  await ben.page.getByRole("option", { name: /Tomorrow morning/ }).click();
  await expect(ben.page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await ben.page.getByRole("link", { name: "Snoozed" }).click();
  await expect(ben.page.getByRole("listitem").filter({ hasText: "assigned it to you" })).toBeVisible();
  await ben.page.keyboard.press("j");
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByRole("heading", { level: 1 })).toHaveText("Yours now");
  await ben.page.context().close();
});

test("an issue moves to another project by key, and its old address still finds it", async ({ page, turbo }) => {
  const target = await makeProject(turbo);
  const { keys } = await makeProject(turbo, [{ title: "Belongs elsewhere" }, { title: "Follows the first" }]);
  await turbo.rest("POST", "/comments", { on: keys[1], body: `As in ${keys[0]}` });
  await open(page, `/issues/${keys[0]}`);
  await page.keyboard.press("v");
  await page.keyboard.press("p");
  await page.getByRole("option", { name: `Project ${target.key}` }).click();
  await expect(page).toHaveURL(new RegExp(`/issues/${target.key}-1$`));
  await expect(page.getByText(`${keys[0]} is ${target.key}-1 now`)).toBeVisible();
  await page.goto(`/issues/${keys[0]}`);
  await expect(page).toHaveURL(new RegExp(`/issues/${target.key}-1$`));
  await expect(page.getByRole("region", { name: "Named in" })).toContainText("Follows the first");
});
