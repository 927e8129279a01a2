import { expect, type Page } from "@playwright/test";
import type { RunningTurbo } from "../start.ts";
import { makeProject, open, test } from "./signed-in.ts";

const ISSUES = [
  { title: "First of all", status: "ready", priority: "high" },
  { title: "Second to none", status: "ready" },
  { title: "Third time lucky", status: "in_progress" },
];

test("a list is grouped by status, and J, K and Enter go through its rows", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  await open(page, `/projects/${key}`);
  await expect(page.getByRole("region", { name: "In progress" }).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Ready" }).getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Third time lucky" })).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "First of all" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/issues/${keys[0]}$`));
});

test("Shift+P pins the focused row of the queue before the others", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  const first = async () => (await (await turbo.rest("GET", `/queue?project=${key}&limit=1`)).json()).items[0];
  await open(page, `/queue?project=${key}`);
  await page.getByRole("link", { name: "Second to none" }).focus();
  await page.keyboard.press("Shift+P");
  await expect.poll(first).toMatchObject({ pinned: true, issue: { key: keys[1] } });
});

test("S sets the status of the focused row, at once and on the server", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  await open(page, `/projects/${key}`);
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.getByRole("combobox", { name: "Set status" }).fill("revi");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("region", { name: "Review" }).getByRole("link", { name: "Third time lucky" }),
  ).toBeVisible();
  await expect
    .poll(async () => ((await (await turbo.rest("GET", `/issues/${keys[2]}`)).json()) as { status: string }).status)
    .toBe("review");
});

test("X selects rows and P changes all of them", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  await open(page, `/projects/${key}`);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("toolbar", { name: "Selected issues" })).toContainText("2 selected");
  await page.keyboard.press("p");
  await page.getByRole("option", { name: "Critical" }).click();
  for (const issue of [keys[2], keys[0]]) {
    await expect(page.getByRole("button", { name: `Priority of ${issue}: Critical` })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar", { name: "Selected issues" })).toBeHidden();
});

test("a refused change is taken back and says why", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  await turbo.rest("POST", `/issues/${keys[2]}/links`, { kind: "blocked_by", other: keys[0] });
  await open(page, `/projects/${key}`);
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.getByRole("option", { name: "Done" }).click();
  await expect(page.getByText(`${keys[2]} was not changed`)).toBeVisible();
  await expect(page.getByText(new RegExp(`${keys[0]}`)).last()).toBeVisible();
  await expect(
    page.getByRole("region", { name: "In progress" }).getByRole("link", { name: "Third time lucky" }),
  ).toBeVisible();
});

test("the order is chosen from a menu, and says by its tooltip what it is", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo, ISSUES);
  await open(page, `/projects/${key}`);
  const order = page.getByRole("button", { name: "Order: Manual" });
  const tooltip = page.getByRole("tooltip");
  await order.hover();
  await expect(tooltip).toHaveText("Order");
  await expect(order).toHaveAccessibleDescription("Order");
  await tooltip.hover();
  await expect(tooltip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tooltip).toBeHidden();
  await order.focus();
  await expect(tooltip).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(tooltip).toBeHidden();
  await page.getByRole("menuitemradio", { name: "Title" }).click();
  await expect(page).toHaveURL(/sort=title/);
  await expect(page.getByRole("button", { name: "Order: Title" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Title" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
});

test("a filter lives in the address, and nothing that matches reads differently from nothing yet", async ({
  page,
  turbo,
}) => {
  const { key } = await makeProject(turbo, ISSUES);
  await open(page, `/projects/${key}`);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("option", { name: "Priority" }).click();
  await page.getByRole("option", { name: "High" }).click();
  await expect(page).toHaveURL(/priority=high/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "First of all" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Second to none" })).toBeHidden();
  await open(page, `/projects/${key}?text=zzzz`);
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeHidden();
  await expect(page.getByLabel("Filter by text")).toHaveValue("");
  const empty = await makeProject(turbo);
  await open(page, `/projects/${empty.key}`);
  await expect(page.getByRole("heading", { name: "Nothing here yet" })).toBeVisible();
});

/** A project with so many ready issues, named by their number, and one in the backlog. */
async function makeLongProject(turbo: RunningTurbo, count: number): Promise<{ key: string; keys: string[] }> {
  const { key } = await makeProject(turbo);
  const keys: string[] = [];
  for (let from = 0; from < count; from += 100) {
    const items = Array.from({ length: Math.min(100, count - from) }, (_, place) => ({
      operation: "issues.create",
      input: { project: key, title: `Row ${from + place + 1}`, status: "ready" },
    }));
    const answer = await turbo.rest("POST", "/batch", { items });
    const { answers } = (await answer.json()) as { answers: { output: { key: string } }[] };
    keys.push(...answers.map(({ output }) => output.key));
  }
  await turbo.rest("POST", "/issues", { project: key, title: "The last of all", status: "backlog" });
  return { key, keys };
}

const scrolled = (page: Page) => page.evaluate(() => document.getElementById("main")?.scrollTop ?? 0);

test("a long list reads on as one walks, holds the rows in sight alone, and is as it was left when one comes back", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeLongProject(turbo, 450);
  await open(page, `/projects/${key}`);
  const rows = page.getByRole("region", { name: "Ready" }).getByRole("listitem");
  await page.evaluate(() => document.getElementById("main")?.scrollTo(0, 212 * 36));
  await page.getByRole("link", { name: "Row 215", exact: true }).focus();
  for (let row = 215; row < 230; row++) await page.keyboard.press("j");
  const here = page.getByRole("link", { name: "Row 230", exact: true });
  await expect(here).toBeFocused();
  expect(await rows.count()).toBeLessThan(100);
  await expect(rows.filter({ has: here })).toHaveAttribute("aria-posinset", "230");
  await expect(rows.filter({ has: here })).toHaveAttribute("aria-setsize", "450");
  await expect(page.getByRole("heading", { name: "Ready" })).toContainText("450");
  const place = await scrolled(page);

  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/issues/${keys[229]}$`));
  await page.goBack();
  await expect(here).toBeFocused();
  expect(await scrolled(page)).toBe(place);
  await page.reload();
  await expect(here).toBeFocused();
  expect(await scrolled(page)).toBe(place);

  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Row 230" })).toBeVisible();
  for (const number of [231, 232, 231]) {
    await page.keyboard.press(number === 231 && page.url().endsWith(String(keys[231])) ? "k" : "j");
    await expect(page.getByRole("heading", { name: `Row ${number}` })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`/projects/${key}$`));
  await expect(page.getByRole("link", { name: "Row 231", exact: true })).toBeFocused();

  // Scrolled far away, the row that has the focus keeps it; from the last group one walks up into rows that were not read.
  await page.evaluate(() => document.getElementById("main")?.scrollTo(0, 0));
  await expect(page.getByRole("link", { name: "Row 1", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Row 231", exact: true })).toBeFocused();
  await page.evaluate(() => document.getElementById("main")?.scrollTo(0, 100_000));
  const last = page.getByRole("link", { name: "The last of all" });
  await last.focus();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "Row 450", exact: true })).toBeFocused();
});

test("who came by a link gets from an issue to its project by Escape, but not while typing or from a menu", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  await open(page, `/issues/${keys[0]}`);
  await page.keyboard.press("j");
  await page.keyboard.press("m");
  await page.keyboard.type("jk");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Command palette" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "More actions" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/issues/${keys[0]}$`));
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`/projects/${key}$`));
});

test("what somebody else files and moves appears without a reload", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, ISSUES);
  await open(page, `/projects/${key}`);
  await expect(page.getByRole("region", { name: "Ready" }).getByRole("listitem")).toHaveCount(2);
  await page.evaluate(() => {
    document.body.dataset.loaded = "once";
  });
  await turbo.rest("POST", "/issues", { project: key, title: "Filed by a script", status: "testing" });
  await expect(
    page.getByRole("region", { name: "Testing" }).getByRole("link", { name: "Filed by a script" }),
  ).toBeVisible();
  await turbo.rest("PATCH", `/issues/${keys[1]}`, { status: "in_progress" });
  await expect(
    page.getByRole("region", { name: "In progress" }).getByRole("link", { name: "Second to none" }),
  ).toBeVisible();
  await expect(page.locator("body")).toHaveAttribute("data-loaded", "once");
});
