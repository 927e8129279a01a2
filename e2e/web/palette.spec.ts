import { expect } from "@playwright/test";
import { makeProject, open, test } from "./signed-in.ts";

test("the palette offers what can be done with the open issue first, by other words, values and with slips", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Palette at work" }]);
  const [key = ""] = keys;
  const read = async () => (await turbo.rest("GET", `/issues/${key}`)).json();
  await open(page, `/issues/${key}`);
  await page.keyboard.press("Control+k");
  const options = page.getByRole("option");
  await expect(page.getByRole("group", { name: key })).toBeVisible();
  await expect(options.first()).toHaveText(/^Set status/);
  const field = page.getByRole("combobox", { name: "Command palette" });
  for (const [typed, first] of [
    ["due", /^Due today/],
    ["high", /^Set priority: High/],
    ["p1", /^Set priority: High/],
    ["isue", /issue/i],
    ["close", /^Set status: (Done|Canceled)|^Set status/],
    ["delete", /^Move to the bin/],
    ["preferences", /^Go to settings/],
    ["points", /^Set estimate/],
    ["subtask", /^Add a sub-issue/],
    ["blocked", /^Add a link/],
  ] as const) {
    await field.fill(typed);
    await expect(options.first(), typed).toContainText(first);
  }
  await field.fill("due tomorrow");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await read()).dueDate).toMatch(/^\d{4}-/);
  await page.keyboard.press("Control+k");
  await field.fill("assign");
  await expect(options.filter({ hasText: /^.?.?Assign to/ }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await read()).dueDate).toBeNull();

  // What was used stands first the next time.
  await page.keyboard.press("Control+k");
  await field.fill("estimate");
  await page.keyboard.press("Enter");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await read()).estimate).toBe(3);
  await page.keyboard.press("Control+k");
  await expect(options.first()).toHaveText(/^Set estimate/);
});

for (const [what, opening, typed, field] of [
  ["the palette", ["Control+k"], "settings", "Command palette"],
  ["a picker", ["j", "s"], "review", "Set status"],
  ["a new issue", ["c"], "Typed at once", "Title"],
] as const) {
  test(`what is typed before the code of ${what} is there lands in it`, async ({ page, turbo }) => {
    const { key } = await makeProject(turbo, [{ title: "Typed ahead", status: "ready" }]);
    await open(page, `/projects/${key}`);
    await page.route(/_next\/static\/chunks/, async (route) => {
      await new Promise((done) => setTimeout(done, 700));
      await route.continue();
    });
    for (const press of opening) await page.keyboard.press(press);
    await page.keyboard.type(typed);
    const named = page.getByLabel(field, { exact: true }).and(page.locator("input, textarea"));
    await expect(named).toHaveValue(typed);
    await expect(named).toBeFocused();
  });
}

test("Enter that comes before the choices of a picker takes the first that answers what was typed", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Quick hands" }, { title: "Elder of both" }]);
  expect((await turbo.rest("POST", "/milestones", { project: key, title: "Beta" })).status).toBe(201);
  await open(page, `/issues/${keys[0]}`);
  await page.route(/api\/v1\/(milestones|search|issues\?)/, async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  await page.locator("#property-milestone").press("Enter");
  await page.getByRole("combobox", { name: "Milestone" }).pressSequentially("Beta");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: `Open ${key}-MS1` })).toBeVisible();
  await page.locator("#property-parent").press("Enter");
  await page.getByRole("combobox", { name: "Parent issue" }).pressSequentially("Elder of");
  await page.keyboard.press("Enter");
  await expect(page.locator("#property-parent")).toContainText("Elder of both");
});

test("the search page walks like a list, from its field and back to it", async ({ page, turbo }) => {
  const word = `walk${Date.now().toString(36)}`;
  const { keys } = await makeProject(turbo, [{ title: `${word} one` }, { title: `${word} two` }]);
  await page.goto("/search");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type(word);
  const hits = page.getByRole("main").getByRole("link");
  await expect(hits).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await expect(hits.first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(hits.last()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(hits.first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/issues/(${keys.join("|")})$`));
  const [, from] = /issues\/(.+)$/.exec(page.url()) ?? [];
  await expect(page.getByRole("heading", { name: word }).first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/issues/${keys.find((key) => key !== from)}$`));
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`/search\\?q=${word}$`));
  await expect(hits.last()).toBeFocused();
});
