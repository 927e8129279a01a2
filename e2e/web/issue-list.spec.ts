import { expect } from "@playwright/test";
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
  const empty = await makeProject(turbo);
  await open(page, `/projects/${empty.key}`);
  await expect(page.getByRole("heading", { name: "Nothing here yet" })).toBeVisible();
});

test("a long group is loaded in parts", async ({ page, turbo }) => {
  const { key } = await makeProject(
    turbo,
    Array.from({ length: 53 }, (_, place) => ({ title: `Row ${place + 1}`, status: "ready" })),
  );
  await open(page, `/projects/${key}`);
  const rows = page.getByRole("region", { name: "Ready" }).getByRole("listitem");
  await expect(rows).toHaveCount(20);
  await page.getByRole("button", { name: "Show more of 33" }).click();
  await expect(rows).toHaveCount(53);
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
