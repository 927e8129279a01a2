import { expect, type Page, test } from "@playwright/test";
import { connectAgent } from "./doors/agent.ts";
import { type RunningTurbo, startTurbo } from "./start.ts";

test.describe.configure({ mode: "serial" });

let turbo: RunningTurbo;
let page: Page;
test.beforeAll(async ({ browser }) => {
  turbo = await startTurbo();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(turbo.enterUrl);
});
test.afterAll(async () => {
  await page?.close();
  await turbo?.stop();
});

test("A person makes a project in the browser.", async () => {
  await page.getByRole("button", { name: "Create project" }).last().click();
  await page.getByLabel("Name").fill("Harbour");
  await expect(page.getByRole("textbox", { name: "Key" })).toHaveValue("HAR");
  await page.getByRole("dialog").getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/HAR$/);
});

test("Agents of both generations of the protocol file an issue, comment and log work, and the open pages show it.", async () => {
  const modern = await connectAgent(turbo.url, turbo.agentKey, "2026-07-28");
  const filed = await modern.call("save_issue", {
    project: "HAR",
    title: "Buoys drift at spring tide",
    session: "window-1",
  });
  expect(filed).toMatchObject({ isError: false, text: expect.stringContaining("HAR-1") });
  const row = page.getByRole("link", { name: /Buoys drift at spring tide/ });
  await expect(row).toBeVisible();
  await row.click();
  await expect(page).toHaveURL(/\/issues\/HAR-1$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Buoys drift");

  await modern.call("add_comment", { on: "HAR-1", body: "Seen at **both** piers.", session: "window-1" });
  await expect(page.getByText("Seen at both piers.")).toBeVisible();
  const legacy = await connectAgent(turbo.url, turbo.agentKey, "2025-11-25");
  const logged = await legacy.call("log_work", {
    issue: "HAR-1",
    minutes: 25,
    note: "Measured the drift.",
    session: "window-2",
  });
  expect(logged.isError, logged.text).toBe(false);
  await expect(page.getByText("Measured the drift.").first()).toBeVisible();
  await modern.close();
  await legacy.close();
});

test("A script moves it, the command line lists it, and the page follows.", async () => {
  const moved = await turbo.rest("PATCH", "/issues/HAR-1", { status: "in_progress" }, { "x-turbo-session": "nightly" });
  expect(moved.status).toBe(200);
  await expect(page.getByRole("button", { name: /In progress/ }).first()).toBeVisible();
  const listed = await turbo.cli(["issues", "list", "--project", "HAR"]);
  expect(listed.stdout).toMatch(/HAR-1\s+in_progress/);
  expect((await turbo.cli(["issues", "update", "HAR-1", "--priority", "high"])).code).toBe(0);
});

test("The activity names each actor, session and door.", async () => {
  const activity = await (await turbo.rest("GET", "/issues/HAR-1/activity")).json();
  const told = activity.items.map(
    ({ operation, door, session, actor }: Record<string, never> & { actor: { kind: string } }) =>
      [operation, door, session, actor.kind].join(" "),
  );
  expect(told.reverse()).toEqual([
    "issues.create mcp window-1 agent",
    "comments.create mcp window-1 agent",
    "worklogs.create mcp window-2 agent",
    "issues.update rest nightly script",
    "issues.update cli  script",
  ]);
  const shown = page.getByRole("region", { name: "Activity" });
  for (const word of ["MCP", "REST", "command line", "window-1", "window-2", "nightly"]) {
    await expect(shown.getByText(new RegExp(word, "i")).first()).toBeVisible();
  }
});

test("The browser refuses an empty title, an unknown project and a stale version, and keeps what was typed.", async () => {
  await page.getByRole("button", { name: /Edit title/ }).click();
  await page.getByLabel("Title").fill("Typed by a person");
  expect((await turbo.rest("PATCH", "/issues/HAR-1", { title: "Written by a script" })).status).toBe(200);
  await page.getByLabel("Title").press("Enter");
  await expect(page.getByRole("main").getByRole("alert").filter({ hasText: "Written by a script" })).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Typed by a person");
  await page.getByLabel("Title").press("Escape");

  await page.getByRole("button", { name: /Edit title/ }).click();
  await page.getByLabel("Title").fill("   ");
  await page.getByLabel("Title").press("Enter");
  await expect(page.getByRole("main").getByRole("alert").filter({ hasText: "It needs a title" })).toBeVisible();
  await page.getByLabel("Title").press("Escape");
  expect((await (await turbo.rest("GET", "/issues/HAR-1")).json()).title).toBe("Written by a script");

  await page.goto(`${turbo.url}/projects/NOPE`);
  await expect(page.getByText("There is nothing under this address")).toBeVisible();
  const { secret } = await (await turbo.rest("POST", "/keys", { name: "reader", scope: "read" })).json();
  const status = await page.evaluate(
    async (key) =>
      (
        await fetch("/api/v1/issues/HAR-1", {
          method: "PATCH",
          headers: { "x-api-key": key, "content-type": "application/json" },
          body: "{}",
        })
      ).status,
    secret,
  );
  expect(status).toBe(403);
});
