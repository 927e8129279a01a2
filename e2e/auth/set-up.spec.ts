import { type Browser, expect, type Page, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";

test.describe.configure({ mode: "serial" });

const KEY = "the key of this one deployment";

let turbo: RunningTurbo;
test.beforeAll(async () => {
  turbo = await startTurbo({
    args: ["--host", "0.0.0.0"],
    env: {
      TURBO_SECRET_KEY: "a secret only this journey knows, long enough",
      TURBO_API_KEY: KEY,
      TURBO_LOG_LEVEL: "trace",
    },
  });
});
test.afterAll(() => turbo?.stop());

test("whoever has the printed code makes the first account, and is signed in", async ({ page }) => {
  const code = /\b[A-Z2-9]{4}(-[A-Z2-9]{4}){3}\b/.exec(turbo.stdout())?.[0] ?? "";
  await page.goto(turbo.url);
  await expect(page).toHaveURL(`${turbo.url}/setup`);
  await page.getByLabel("Code").fill("ABCD-EFGH-JKLM-NPQR");
  await page.getByLabel("Your name").fill("Ada Lindqvist");
  await page.getByLabel("Handle").fill("ada");
  await page.getByLabel("Password").fill("a boat on the lake");
  await page.getByRole("button", { name: "Create your account" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("neither TURBO_API_KEY nor a code");
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Lindqvist");

  await page.getByLabel("Code").fill(code.toLowerCase());
  await page.getByLabel("Handle").fill("system");
  await page.getByRole("button", { name: "Create your account" }).click();
  await expect(page.getByText("Must not be one of me, system.")).toBeVisible();

  await page.getByLabel("Handle").fill("ada");
  await page.getByRole("button", { name: "Create your account" }).click();
  await expect(page).toHaveURL(`${turbo.url}/welcome`);
  const me = await page.evaluate(async () => (await fetch("/api/v1/me")).json());
  expect(me).toMatchObject({ user: { handle: "ada", role: "owner", hasPassword: true } });
});

test("after that the set-up page is closed and people sign in", async ({ page }) => {
  await page.goto(`${turbo.url}/setup`);
  await expect(page).toHaveURL(`${turbo.url}/sign-in`);
  await signIn(page, "a boat on the lake");
});

test("an owner hands a link over, by which another browser joins and is signed in", async ({ browser, page }) => {
  await signIn(page, "a boat on the lake");
  await page.goto(`${turbo.url}/settings/people`);
  await page.getByLabel("Their name (optional)").fill("Ben Okafor");
  await page.getByRole("button", { name: "Invite" }).click();
  const made = page.getByRole("status").filter({ hasText: "Hand this to Ben Okafor." });
  const url = (await made.locator("code").textContent()) ?? "";
  await expect(page.getByRole("list", { name: "Open invitations" })).toContainText("Ben Okafor · invited");

  const { page: guest, told } = await strangerAt(browser, url);
  await expect(guest.getByText("Ada Lindqvist invites you to plan here.")).toBeVisible();
  await expect(guest.getByLabel("Your name")).toHaveValue("Ben Okafor");
  await guest.getByLabel("Handle").fill("ada");
  await guest.getByLabel("Password").fill("a train over the hills");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByText("The handle ada is taken.")).toBeVisible();
  await guest.getByLabel("Handle").fill("ben");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).not.toHaveURL(/join/);
  expect(await whoIs(guest)).toMatchObject({ user: { handle: "ben", role: "member" }, scope: "write" });
  await page.reload();
  const chooseAccess = async (name: string) => {
    await page.getByRole("button", { name: "Access of Ben Okafor" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await chooseAccess("Change the role");
  const roles = page.getByRole("list", { name: "People" }).getByRole("combobox", { name: "Role" });
  await roles.selectOption("viewer");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("ben · Viewer")).toBeVisible();
  expect(await whoIs(guest)).toMatchObject({ user: { role: "viewer" }, scope: "read" });
  await guest.goto(`${turbo.url}/projects`);
  await expect(guest.getByRole("link", { name: "Inbox" })).toBeVisible();
  await expect(guest.getByRole("button", { name: /Create/ })).toHaveCount(0);
  await chooseAccess("Change the role");
  await roles.selectOption("member");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("ben · Member")).toBeVisible();
  await guest.goto(url);
  await expect(guest.getByRole("heading")).toHaveText("This link was used already");
  await guest.goto(`${turbo.url}/join?token=guessed`);
  await expect(guest.getByRole("heading")).toHaveText("This link does not work");
  told.expectNothingOf(url);
  await guest.goto(`${turbo.url}/settings/people`);
  await expect(guest.getByRole("list", { name: "People" })).toHaveCount(0);
  await expect(guest.getByRole("heading", { level: 1 })).toBeVisible();

  await chooseAccess("Take the second factor away");
  await page.getByRole("button", { name: "Take it away" }).click();
  await expect(page.getByText("Ben Okafor has no second factor")).toBeVisible();
  await chooseAccess("Disable");
  await expect(page.getByText("ben · Member · disabled")).toBeVisible();
  expect(await whoIs(guest)).toMatchObject({ code: "unauthenticated" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("ben · Member · disabled")).toHaveCount(0);
  await guest.context().close();

  await page.reload();
  await chooseAccess("Make a reset link");
  await expect(page.getByRole("status").filter({ hasText: "sets a new password" })).toContainText("/reset?token=");
});

test("whoever has the command line on the machine is let in again by a link", async ({ browser }) => {
  const made = await turbo.cli(["users", "reset-link", "ada", "--json"]);
  const { url } = JSON.parse(made.stdout) as { url: string };
  const { page, told } = await strangerAt(browser, url);
  await expect(page.getByText("For Ada Lindqvist, whose handle is ada.")).toBeVisible();
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page.getByText("Must have at least 10 characters.")).toBeVisible();
  await page.getByLabel("New password").fill("another boat, a red one");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page).not.toHaveURL(/reset/);
  expect(await whoIs(page)).toMatchObject({ user: { handle: "ada" } });
  told.expectNothingOf(url);
  await page.context().close();

  const missing = await turbo.cli(["users", "reset-link", "adam"]);
  expect([missing.code, missing.stderr]).toEqual([5, expect.stringContaining('Did you mean "ada"?')]);
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(`${turbo.url}/sign-in`);
  await page.getByLabel("Handle or e-mail").fill("ada");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${turbo.url}/welcome`);
}

const whoIs = (page: Page) => page.evaluate(async () => (await fetch("/api/v1/me")).json());

/** A new browser at this address, and what it and the server told of the address since. */
async function strangerAt(browser: Browser, url: string) {
  const page = await (await browser.newContext()).newPage();
  const requests: string[] = [];
  page.on("request", async (request) => {
    const { referer = "" } = await request.allHeaders();
    requests.push(`${request.isNavigationRequest() ? "the page" : request.url()} from ${referer}`);
  });
  await page.goto(url);
  const told = {
    expectNothingOf(link: string) {
      const token = new URL(link).searchParams.get("token") ?? "no token";
      expect(requests.length).toBeGreaterThan(3);
      expect(requests.filter((request) => request.includes(token))).toEqual([]);
      expect(turbo.stdout() + turbo.stderr()).not.toContain(token);
    },
  };
  return { page, told };
}

test("no one-time address signs anybody in where others can reach Turbo", async ({ page }) => {
  await page.goto(`${turbo.url}/enter?token=any`);
  await expect(page).toHaveURL(`${turbo.url}/sign-in`);
});

test("TURBO_API_KEY acts as the system user", async ({ request }) => {
  const answer = await request.get(`${turbo.url}/api/v1/me`, { headers: { "x-api-key": KEY } });
  expect(await answer.json()).toMatchObject({ user: { handle: "system" }, scope: "admin" });
  const wrong = await request.get(`${turbo.url}/api/v1/me`, { headers: { "x-api-key": `${KEY}.` } });
  expect(wrong.status()).toBe(401);
});
