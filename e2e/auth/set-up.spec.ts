import { expect, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";

test.describe.configure({ mode: "serial" });

const KEY = "the key of this one deployment";

let turbo: RunningTurbo;
test.beforeAll(async () => {
  turbo = await startTurbo({
    args: ["--host", "0.0.0.0"],
    env: { TURBO_SECRET_KEY: "a secret only this journey knows, long enough", TURBO_API_KEY: KEY },
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
  await page.getByLabel("Handle or e-mail").fill("ada");
  await page.getByLabel("Password").fill("a boat on the lake");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${turbo.url}/welcome`);
});

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
