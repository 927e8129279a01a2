import { expect } from "@playwright/test";
import { makeProject, open, test } from "./signed-in.ts";

test("the title is edited in place with E and Enter, and all that was ever done can be read", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Old words" }]);
  for (let estimate = 1; estimate <= 51; estimate++) await turbo.rest("PATCH", `/issues/${keys[0]}`, { estimate });
  await open(page, `/issues/${keys[0]}`);
  const first = page.getByText("filed the issue");
  await expect(first).toHaveCount(0);
  await page.getByRole("link", { name: "Show earlier activity" }).click();
  await expect(first).toBeVisible();
  await expect(page.getByRole("link", { name: "Show earlier activity" })).toBeHidden();
  const title = page.getByRole("button", { name: "Old words. Edit title" });
  await title.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(title).toBeFocused();
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Title" }).fill("New words");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New words");
  await expect(page.getByRole("button", { name: "New words. Edit title" })).toBeFocused();
  await expect(page.getByText("renamed it from “Old words”")).toBeVisible();
});

test("a description that somebody else changed meanwhile is a conflict that keeps what was typed", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Two hands", description: "As it was." }]);
  await open(page, `/issues/${keys[0]}`);
  await page.keyboard.press("d");
  const field = page.getByRole("textbox", { name: "Description, in Markdown" });
  await field.fill("What I think.");
  await turbo.rest("PATCH", `/issues/${keys[0]}`, { description: "What they think." });
  await page.getByRole("button", { name: "Save description" }).click();
  await expect(
    page
      .getByRole("main")
      .getByRole("alert")
      .filter({ hasText: /changed the description over REST .* while you were/ }),
  ).toBeVisible();
  await expect(field).toHaveValue("What I think.");
  await page.getByText("Show theirs").click();
  await expect(page.getByText("What they think.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Save mine over theirs" }).click();
  await expect(page.getByRole("region", { name: "Description" })).toContainText("What I think.");
});

test("a write to another field is no conflict", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Two hands", description: "As it was." }]);
  await open(page, `/issues/${keys[0]}`);
  await page.keyboard.press("d");
  const field = page.getByRole("textbox", { name: "Description, in Markdown" });
  await field.fill("What I think.");
  await turbo.rest("PATCH", `/issues/${keys[0]}`, { priority: "high" });
  await expect(page.getByRole("button", { name: "High", exact: true })).toBeVisible();
  await expect(field).toHaveValue("What I think.");
  await field.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Description" })).toContainText("What I think.");
});

test("task boxes in the description tick in place", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Boxes", description: "Do:\n\n- [ ] one\n- [ ] two" }]);
  await open(page, `/issues/${keys[0]}`);
  await page.getByRole("region", { name: "Description" }).getByRole("checkbox").nth(1).check();
  await expect
    .poll(
      async () =>
        ((await (await turbo.rest("GET", `/issues/${keys[0]}`)).json()) as { description: string }).description,
    )
    .toBe("Do:\n\n- [ ] one\n- [x] two");
});

test("criteria, comments and time are written on the page and stand in the activity", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Everything", criteria: ["It works", "It is fast"] }]);
  await open(page, `/issues/${keys[0]}`);
  await page.getByRole("checkbox", { name: "It works" }).check();
  await expect(page.getByText("ticked “It works”")).toBeVisible();
  // An agent reports with evidence; a person sees by whom, verifies by keys, and adds what they saw.
  const proof = { commit: "4f2a91c0de77", testRun: "https://ci.example/7", note: "All green" };
  await turbo.rest("POST", `/issues/${keys[0]}/criteria/2/evidence`, proof, { "x-api-key": turbo.agentKey });
  const criteria = page.getByRole("region", { name: "Acceptance criteria" });
  await expect(criteria).toContainText("2 of 2 met, 1 verified");
  await expect(criteria).toContainText(/Reported\s*by .+ for /);
  await expect(criteria.getByRole("link", { name: "ci.example/7" })).toHaveAttribute("href", proof.testRun);
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await expect(criteria).toContainText("all 2 verified");
  await expect(page.getByText("verified “It is fast”", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: "Add evidence to “It works”" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("#12 Read it twice");
  await page.keyboard.press("Enter");
  const shown = criteria.getByRole("list", { name: "Evidence for “It works”" });
  await expect(shown).toContainText("#12");
  await expect(shown).toContainText("Read it twice");
  await shown.getByRole("button", { name: "Take the evidence #12 away" }).focus();
  await page.keyboard.press("Enter");
  await expect(shown).toHaveCount(0);
  await criteria.getByRole("checkbox", { name: "It is fast" }).uncheck();
  await expect(criteria).toContainText("1 of 2 met, 1 verified");
  await page.keyboard.press("m");
  await page.getByRole("textbox", { name: "Comment" }).fill(`See ${keys[0]} and **this**.`);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").getByRole("link", { name: keys[0] })).toBeVisible();
  // What opens something by a key has the focus again once that is closed, wherever it stands by then.
  const estimate = page.locator("dl > div").filter({ hasText: "Estimate" });
  for (const opener of [
    page.getByRole("button", { name: "Add a criterion" }),
    page.getByRole("button", { name: "Log time" }).first(),
    estimate.getByRole("button"),
  ]) {
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("input:focus, textarea:focus")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();
  }
  await page.getByRole("button", { name: "Log time" }).first().click();
  await page.getByRole("textbox", { name: "Time" }).fill("1h 30m");
  await page.getByRole("button", { name: "Log time" }).last().click();
  await expect(page.getByText("logged 1h 30m of work")).toBeVisible();
  await page.getByRole("button", { name: "Start timer" }).click();
  await page.getByRole("button", { name: "Stop timer" }).click();
  await expect(page.getByRole("button", { name: "Start timer" })).toBeVisible();
});

test("an issue goes to the bin and comes back with Undo", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Not needed", status: "ready" }]);
  await open(page, `/issues/${keys[0]}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Move to the bin" }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${key}$`));
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Not needed" })).toBeVisible();
});

test("an agent's comment appears on the open page while a person is typing", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const headers = { "x-api-key": turbo.agentKey, "x-turbo-session": "window-7" };
  const keys = [`${key}-1`];
  await turbo.rest("POST", "/issues", { project: key, title: "Watched" }, headers);
  await open(page, `/issues/${keys[0]}`);
  const made = page.locator("dl > div").filter({ hasText: "Created" });
  await expect(made).toContainText(/by .+ for .+/);
  const box = page.getByRole("textbox", { name: "Comment" });
  await box.fill("Half a thou");
  await turbo.rest("POST", `/issues/${keys[0]}/comments`, { body: "From the agent" }, headers);
  await expect(page.getByRole("article").getByText("From the agent")).toBeVisible();
  await expect(page.getByRole("article").getByText(/session window-7/)).toBeVisible();
  await expect(box).toHaveValue("Half a thou");
});

test("what is not there says so with its status, before anything else is sent", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const missing = [`issues/${key}-9`, "projects/NONE", "projects/NONE/documents", "initiatives/I-999"];
  missing.push(`milestones/${key}-MS9`, `decisions/${key}-DEC9`, `documents/${key}-DOC9`);
  for (const address of missing) expect((await page.request.get(`/${address}`)).status(), address).toBe(404);
  expect((await page.request.get(`/projects/${key}`)).status()).toBe(200);
  await page.goto(`/issues/${key}-9`);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "There is nothing under this address" })).toBeVisible();
});
