import { expect } from "@playwright/test";
import { makeProject, open, test } from "./signed-in.ts";

test("C opens the dialog, and Ctrl with Enter files the issue with its fields", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo, [{ title: "There already", status: "ready" }]);
  await open(page, `/projects/${key}`);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New issue" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Found while looking around");
  await dialog.getByRole("textbox", { name: "Description" }).fill("It **matters**.");
  await dialog.getByRole("textbox", { name: /Acceptance criteria/ }).fill("- [ ] One thing\nAnother thing");
  await dialog.getByRole("button", { name: "Priority: No priority" }).click();
  await page.getByRole("option", { name: "High" }).click();
  await dialog.getByRole("button", { name: "Status: Backlog" }).click();
  await page.getByRole("option", { name: "Ready" }).click();
  await dialog.getByRole("textbox", { name: "Title" }).press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole("region", { name: "Ready" }).getByRole("link", { name: "Found while looking around" }),
  ).toBeVisible();
  const issue = (await (await turbo.rest("GET", `/issues/${key}-2`)).json()) as Record<string, unknown>;
  expect(issue).toMatchObject({ priority: "high", status: "ready", description: "It **matters**." });
  expect(issue.criteriaList).toMatchObject([{ text: "One thing" }, { text: "Another thing" }]);
});

test("an empty title is refused in words and the dialog keeps what was typed", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  await open(page, `/projects/${key}`);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New issue" });
  await dialog.getByRole("textbox", { name: "Description" }).fill("Only a description");
  await dialog.getByRole("button", { name: /Create issue/ }).click();
  await expect(dialog.getByRole("alert")).toContainText("title");
  await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue("Only a description");
});

test("keys that are pressed before the page's code is there are heard once it is", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo, [{ title: "There already", status: "ready" }]);
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/_next\/static\/chunks\/.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`/projects/${key}`, { waitUntil: "commit" });
  const row = page.getByRole("link", { name: "There already" });
  await expect(row).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await page.keyboard.type("Typed early");
  release();
  const title = page.getByRole("dialog", { name: "New issue" }).getByRole("textbox", { name: "Title" });
  await expect(title).toHaveValue("Typed early");
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();
});

test("a project is created from the sidebar and opens", async ({ page }) => {
  await open(page, "/projects");
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Create project" }).click();
  const dialog = page.getByRole("dialog", { name: "Create project" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Quiet Harbour");
  await expect(dialog.getByRole("textbox", { name: "Key" })).toHaveValue("QH");
  await dialog.getByRole("textbox", { name: "Key" }).fill(`QH${process.env.TEST_PARALLEL_INDEX ?? 0}`);
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/QH\d$/);
  await expect(page.getByRole("heading", { name: "Quiet Harbour" })).toBeVisible();
});
