import { expect, type Page } from "@playwright/test";
import type { RunningTurbo } from "../start.ts";
import { makeProject, open, test } from "./signed-in.ts";

/** Presses two keys, one after the other, as a chord of the app. */
async function chord(page: Page, first: string, second: string): Promise<void> {
  await page.keyboard.press(first);
  await page.keyboard.press(second);
}

test("an initiative is made, told about and followed with the keyboard alone, and its progress is live", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Count seats" }, { title: "Send invitations" }]);
  await open(page, `/projects/${key}`);
  await chord(page, "n", "i");
  await page.getByRole("textbox", { name: "Title" }).pressSequentially("Open the beta");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open the beta");
  await expect(page).toHaveURL(/\/initiatives\/I-\d+$/);
  const initiative = page.url().split("/").at(-1) ?? "";

  for (const issue of keys) await turbo.rest("PATCH", `/issues/${issue}`, { initiative });
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("0 of 2 issues done");
  await turbo.rest("PATCH", `/issues/${keys[0]}`, { status: "done" });
  await expect(progress).toContainText("1 of 2 issues done");
  await expect(page.getByRole("link", { name: "Send invitations" })).toBeVisible();

  await page.keyboard.press("w");
  await page.keyboard.type("The hall is late.");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("textbox", { name: "Status update, in Markdown" }).press("Control+Enter");
  const updates = page.getByRole("region", { name: "Status updates" });
  await expect(updates.getByRole("article")).toContainText(["The hall is late."]);
  await expect(updates.getByRole("article")).toContainText(["At risk"]);
  await expect(page.getByRole("complementary", { name: "Properties" })).toContainText("At risk");

  await chord(page, "g", "n");
  await expect(page.getByRole("list", { name: "Initiatives" })).toContainText("Open the beta");
});

/** More than a list of all milestones holds; each is due before any other. */
async function setMilestonesElsewhere(turbo: RunningTurbo, count: number): Promise<void> {
  const { key } = await makeProject(turbo);
  for (let from = 0; from < count; from += 100) {
    const items = Array.from({ length: Math.min(100, count - from) }, (_, at) => ({
      operation: "milestones.create",
      input: { project: key, title: `Far ${from + at}`, dueDate: "2001-01-01" },
    }));
    expect((await turbo.rest("POST", "/batch", { items })).ok).toBe(true);
  }
}

test("a milestone is made with the keyboard, chosen on an issue, filtered by, and tells when it is late", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Count seats" }, { title: "Elsewhere" }]);
  await setMilestonesElsewhere(turbo, 201);
  await open(page, `/projects/${key}/milestones`);
  await chord(page, "n", "m");
  await page.getByRole("textbox", { name: "Title" }).pressSequentially("Beta");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Beta");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("It has no issues yet.");

  await open(page, `/issues/${keys[0]}`);
  await page.getByRole("button", { name: "None" }).and(page.locator("#property-milestone")).press("Enter");
  await page.getByRole("combobox", { name: "Milestone" }).pressSequentially("Beta");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: `Open ${key}-MS1` })).toBeVisible();
  await expect(page.getByText("Activity")).toBeVisible();

  // The one that the issue has is marked until something is typed, also where the list is open before its choices are there.
  for (const [typed, marked] of [
    ["", "Beta"],
    ["Non", "None"],
  ] as const) {
    await open(page, `/issues/${keys[0]}`);
    const late = Promise.withResolvers<void>();
    await page.route("**/api/v1/milestones?*", (route) => late.promise.then(() => route.continue()), { times: 1 });
    await page.locator("#property-milestone").press("Enter");
    await expect(page.getByText("Loading…")).toBeVisible();
    await page.keyboard.type(typed);
    late.resolve();
    await expect(page.getByRole("option", { name: marked })).toHaveAttribute("data-selected", "true");
    await page.keyboard.press("Escape");
  }

  await open(page, `/projects/${key}?milestone=${key}-MS1`);
  await expect(page.getByRole("link", { name: "Count seats" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Elsewhere" })).toHaveCount(0);

  await open(page, `/milestones/${key}-MS1`);
  await turbo.rest("PATCH", `/milestones/${key}-MS1`, { dueDate: "2020-01-01" });
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Late");
  await turbo.rest("PATCH", `/issues/${keys[0]}`, { status: "done" });
  await expect(progress).toContainText("100%");

  await turbo.rest("PATCH", `/milestones/${key}-MS1`, { dueDate: new Date().toISOString().slice(0, 10) });
  await open(page, "/timeline");
  await page.keyboard.press("j");
  await expect(page.locator("a[data-open]:focus")).toHaveCount(1);
  await expect(
    page.getByRole("region", { name: "Milestones" }).getByRole("link", { name: /Beta/ }).first(),
  ).toBeVisible();
});
