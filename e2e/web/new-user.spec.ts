import { expect, type Locator, type Page, test } from "@playwright/test";
import { startTurbo } from "../start.ts";

const ISSUES = ["Count seats", "Send invitations", "Watch the first week", "Answer letters", "Close the list"];

/** Presses Tab until this has the focus; fails where it is not reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Presses the keys of a chord, one after the other. */
async function chord(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(" ")) await page.keyboard.press(key);
}

test("an empty workspace comes to an accepted decision, an initiative, a milestone and five issues by keyboard alone", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const turbo = await startTurbo();
  const heading = page.getByRole("heading", { level: 1 });
  const dialog = page.getByRole("dialog");
  try {
    await page.goto(turbo.enterUrl);
    await expect(page.getByRole("heading", { name: "Make a project" })).toBeVisible();
    // The start of a local Turbo has made a key already.
    await expect(page.getByText("There is a key")).toBeVisible();
    await expect(page.getByText("It has not called yet")).toBeVisible();
    await expect(page.getByText("--project APP --dry-run")).toHaveCount(3);
    await tabTo(page, page.getByRole("button", { name: "Make another key and show the line" }));
    await page.keyboard.press("Enter");
    const line = page.getByText("claude mcp add --transport http turbo");
    await expect(line).toContainText(`${turbo.url}/api/mcp`);
    await expect(page.getByText("It has not called yet")).toBeVisible();
    const secret = /X-API-Key: (\S+)"/.exec((await line.textContent()) ?? "")?.[1] ?? "";
    await fetch(`${turbo.url}/api/v1/me`, { headers: { "x-api-key": secret } });
    await expect(page.getByText("Claude Code called. It is connected.")).toBeVisible();

    await page.reload();
    await expect(page.getByText("Claude Code called. It is connected.")).toBeVisible();
    await tabTo(page, page.getByRole("main").getByRole("button", { name: "Create project" }));
    await page.keyboard.press("Enter");
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await page.keyboard.type("Beta");
    await page.keyboard.press("Enter");
    await expect(heading).toHaveText("Beta");
    await expect(dialog).toHaveCount(0);
    const project = page.url().split("/").at(-1) ?? "";

    await chord(page, "n d");
    await expect(dialog.getByLabel("Question or decision")).toBeFocused();
    await page.keyboard.type("Who may come first");
    await tabTo(page, dialog.getByLabel("Options"));
    await page.keyboard.type("Those who asked\nEverybody");
    await page.keyboard.press("Control+Enter");
    await expect(heading).toContainText("Who may come first");
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press("a");
    await expect(dialog.getByLabel("Option")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await expect(dialog.getByLabel("What is decided")).toHaveValue("Those who asked");
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("complementary", { name: "Properties" })).toContainText("Accepted");

    await chord(page, "n i");
    await expect(dialog.getByLabel("Title")).toBeFocused();
    await page.keyboard.type("Open the doors");
    await page.keyboard.press("Enter");
    await expect(heading).toHaveText("Open the doors");
    await expect(dialog).toHaveCount(0);

    await chord(page, "n m");
    await expect(dialog.getByLabel("Title")).toBeFocused();
    await page.keyboard.type("First hundred");
    await page.keyboard.press("Enter");
    await expect(heading).toHaveText("First hundred");
    await expect(dialog).toHaveCount(0);

    await page.keyboard.press("c");
    await expect(dialog.getByRole("textbox", { name: "Title" })).toBeFocused();
    const [first = "", ...others] = ISSUES;
    await page.keyboard.type(first);
    const chip = dialog.getByRole("button", { name: /^Initiative:/ });
    await tabTo(page, chip);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("option", { name: /Open the doors/ })).toBeVisible();
    await page.keyboard.type("Open");
    await page.keyboard.press("Enter");
    await expect(chip).toBeFocused();
    await tabTo(page, dialog.getByLabel("Create more"));
    await page.keyboard.press("Space");
    await tabTo(page, dialog.getByRole("button", { name: "Create issue" }));
    await page.keyboard.press("Enter");
    for (const title of others) {
      await expect(dialog.getByRole("textbox", { name: "Title" })).toHaveValue("");
      await expect(dialog.getByRole("textbox", { name: "Title" })).toBeFocused();
      await page.keyboard.type(title);
      await page.keyboard.press("Control+Enter");
    }
    await expect(dialog.getByRole("textbox", { name: "Title" })).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Progress" })).toContainText("0 of 5 issues done");

    await chord(page, "g n");
    await expect(heading).toHaveText("Initiatives");
    await expect(page.getByRole("link", { name: "Open the doors" })).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(heading).toHaveText("Open the doors");
    await expect(page.getByRole("region", { name: "Progress" })).toContainText("0 of 5 issues done");

    await chord(page, "g d");
    await expect(page.getByRole("link", { name: "Who may come first" })).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(heading).toContainText("Who may come first");
    await page.keyboard.press("t");
    const more = page.getByLabel("Govern an issue, document, initiative, label or path");
    for (const [place, title] of ISSUES.entries()) {
      await expect(more).toBeFocused();
      await expect(more).toHaveValue("");
      await page.keyboard.type(`${project}-${place + 1}`);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("region", { name: "Governs" })).toContainText(title);
    }
    await expect(more).toHaveValue("");
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Command palette" })).toBeFocused();
    await page.keyboard.type("invitations");
    await expect(page.getByRole("option", { name: /Send invitations/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(heading).toHaveText("Send invitations");
    const properties = page.getByRole("complementary", { name: "Properties" });
    await expect(properties).toContainText("Open the doors");
    await expect(properties).toContainText("First hundred");
    await expect(properties).toContainText(`${project}-DEC1`);
    await page.goto(`${turbo.url}/welcome`);
    await expect(page.getByText(`--project ${project} --dry-run`)).toHaveCount(3);
  } finally {
    await turbo.stop();
  }
});
