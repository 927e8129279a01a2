import { createServer, request } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";

test.describe.configure({ mode: "serial" });

let turbo: RunningTurbo;
test.beforeAll(async () => {
  turbo = await startTurbo();
});
test.afterAll(() => turbo?.stop());

/** Asks the REST door from inside the page, as its islands do. */
function ask(page: Page, method: string, path: string, body?: object): Promise<{ status: number; answer: unknown }> {
  return page.evaluate(
    async ([verb, address, text]) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`/api/v1${address}`, { method: verb, headers, body: text });
      return { status: response.status, answer: await response.json() };
    },
    [method, path, body && JSON.stringify(body)] as const,
  );
}

/** The cookies of this browser, as a header. */
async function cookieHeader(page: Page): Promise<string> {
  const cookies = await page.context().cookies(turbo.url);
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** A request of a program, which may name any host and origin. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(turbo.url + path, { method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage();
});
test.afterAll(() => page?.context().close());

test("who is not signed in is told how to get in", async () => {
  await page.goto(turbo.url);
  await expect(page).toHaveURL(`${turbo.url}/sign-in`);
  await expect(page.getByText("turbo open", { exact: true })).toBeVisible();
  const { status, answer } = await ask(page, "GET", "/me");
  expect(status).toBe(401);
  expect(answer).toMatchObject({ code: "unauthenticated" });
});

test("the printed address signs this browser in as the owner, once", async ({ browser }) => {
  await page.goto(turbo.enterUrl);
  await expect(page).toHaveURL(`${turbo.url}/welcome`);
  expect(await ask(page, "GET", "/me")).toMatchObject({
    status: 200,
    answer: { user: { handle: "owner" }, scope: "admin" },
  });
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.startsWith("turbo-session"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("turbo-session");

  const stranger = await browser.newPage();
  await stranger.goto(turbo.enterUrl);
  await expect(stranger.getByRole("heading")).toHaveText("This address no longer works");
  await expect(stranger.getByText("turbo open", { exact: true })).toBeVisible();
  await stranger.goto(`${turbo.url}/enter?token=guessed`);
  await expect(stranger.getByRole("heading")).toHaveText("This address no longer works");
  await stranger.close();

  await page.goto(turbo.enterUrl);
  await expect(page).toHaveURL(`${turbo.url}/welcome`);
});

test("a page of another origin cannot read or write with this browser's sign-in", async () => {
  const evil = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end("<title>evil</title>"),
  );
  await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
  const address = evil.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const foreign = await page.context().newPage();
  await foreign.goto(`http://127.0.0.1:${port}/`);
  const tried = await foreign.evaluate(async (url) => {
    const attempt = (init: RequestInit) =>
      fetch(`${url}/api/v1/me`, { credentials: "include", ...init }).then(
        (response) => response.status,
        () => "stopped",
      );
    return [
      await attempt({}),
      await attempt({ method: "PATCH", headers: { "content-type": "application/json" }, body: '{"name":"Mallory"}' }),
      await attempt({ method: "POST", headers: { "content-type": "text/plain" }, body: '{"name":"Mallory"}' }),
    ];
  }, turbo.url);
  expect(tried).toEqual(["stopped", "stopped", "stopped"]);
  await foreign.close();
  evil.close();

  const cookie = await cookieHeader(page);
  const json = { cookie, "content-type": "application/json" };
  const origins: Record<string, string>[] = [{}, { origin: "https://evil.example" }, { origin: "null" }];
  for (const origin of origins) {
    const answer = await send("PATCH", "/api/v1/me", { ...json, ...origin }, '{"name":"Mallory"}');
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ code: "forbidden" });
  }
  const rebound = await send("GET", "/api/v1/me", { cookie, host: "rebound.example" });
  expect(rebound.status).toBe(421);
  expect(await ask(page, "GET", "/me")).toMatchObject({ answer: { user: { name: "Owner" } } });
});

test("a revoked sign-in is signed out on its next step", async ({ browser }) => {
  const other = await browser.newPage();
  await page
    .context()
    .storageState()
    .then(async ({ cookies }) => other.context().addCookies(cookies));
  await other.goto(turbo.url);
  await expect(other).toHaveURL(`${turbo.url}/welcome`);
  expect(await ask(page, "POST", "/me/password", { password: "a boat on the lake" })).toMatchObject({ status: 200 });
  expect(await ask(page, "DELETE", "/sign-ins/current", {})).toMatchObject({ status: 200, answer: { current: true } });
  for (const one of [page, other]) {
    expect(await ask(one, "GET", "/me")).toMatchObject({ status: 401 });
    await one.goto(turbo.url);
    await expect(one).toHaveURL(`${turbo.url}/sign-in`);
  }
  await other.close();
});

test("a person signs in with a password, and is told when it is wrong", async () => {
  await page.goto(`${turbo.url}/sign-in?next=https://evil.example/`);
  await page.getByLabel("Handle or e-mail").fill("owner");
  await page.getByLabel("Password").fill("a boat on the sea");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("do not fit together");
  await page.getByLabel("Password").fill("a boat on the lake");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${turbo.url}/welcome`);
  expect(await ask(page, "GET", "/sign-ins")).toMatchObject({ answer: { items: [{ current: true }] } });
});

test("signing out ends the sign-in, not only the cookie", async () => {
  const cookie = await cookieHeader(page);
  const { csrfToken } = await page.evaluate(async () => (await fetch("/api/auth/csrf")).json());
  await page.evaluate(async (token) => {
    await fetch("/api/auth/signout", { method: "POST", body: new URLSearchParams({ csrfToken: token, json: "true" }) });
  }, csrfToken);
  expect(await ask(page, "GET", "/me")).toMatchObject({ status: 401 });
  expect((await send("GET", "/api/v1/me", { cookie })).status).toBe(401);
});

test("guessing a password is slowed down, and the wait is told", async () => {
  await page.goto(`${turbo.url}/sign-in`);
  await page.getByLabel("Handle or e-mail").fill("owner");
  await expect(async () => {
    await page.getByLabel("Password").fill("one more guess");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(/Too many wrong tries\. Wait \d+ seconds/, {
      timeout: 1000,
    });
  }).toPass();
});

test("the pages before signing in do not overflow a narrow screen", async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const path of ["/sign-in", "/enter/again"]) {
    await page.goto(turbo.url + path);
    await expect(page.getByRole("heading")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
});
