import { expect, type Page } from "@playwright/test";
import axeCore, { type AxeResults } from "axe-core";
import { makeProject, open, test } from "./signed-in.ts";

async function axeOfDialog(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const { violations } = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(root: string): Promise<AxeResults> } };
    return axe.run('[role="dialog"]');
  });
  return violations.map(({ id }) => id);
}

test("a session of an agent is looked at, stopped with a reason and resumed, undone as one act and brought back; what a person changed since stays", async ({
  page,
  turbo,
}) => {
  const { keys } = await makeProject(turbo, [{ title: "Kept by a person" }, { title: "Left alone" }]);
  const [mine = "", other = ""] = keys;
  const session = `undo-${mine}`;
  const agent = { "x-api-key": turbo.agentKey, "x-turbo-session": session };
  for (const key of keys) {
    await turbo.rest("PATCH", `/issues/${key}`, { title: `By the agent ${key}`, priority: "high" }, agent);
  }
  await turbo.rest("PATCH", `/issues/${mine}`, { title: "A person's title" });

  await page.goto("/agents");
  const { keyId } = await (await turbo.rest("GET", `/sessions/${session}`)).json();
  await page.locator(`a[href="/agents/${keyId}"]`).click();
  await expect(page.getByRole("region", { name: "The last four weeks" })).toBeVisible();
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: `Stop session ${session}` }).click();
  await dialog.getByRole("textbox").fill("It renames what nobody asked about.");
  expect(await axeOfDialog(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Stop session" }).click();
  const resume = page.getByRole("button", { name: `Resume session ${session}` });
  await expect(resume).toBeVisible();
  const write = () => turbo.rest("PATCH", `/issues/${other}`, { priority: "high" }, agent);
  const refused = await write();
  expect(refused.status).toBe(403);
  expect((await refused.json()).detail).toContain("It renames what nobody asked about.");
  await resume.click();
  await expect(page.getByRole("button", { name: `Stop session ${session}` })).toBeVisible();
  expect((await write()).status).toBe(200);
  await page.getByRole("link", { name: session }).click();
  await expect(page.getByRole("region", { name: "Writes" }).getByText(other).first()).toBeVisible();
  await page.getByRole("button", { name: new RegExp(`Undo all of .*${session}`) }).click();
  await expect(dialog.getByText(`${mine}: title was changed since`)).toBeVisible();
  expect(await axeOfDialog(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Undo 2 things" }).click();
  await expect(page.getByText("Undone: 2 things")).toBeVisible();
  const read = async (key: string) => (await turbo.rest("GET", `/issues/${key}`)).json();
  expect(await read(mine)).toMatchObject({ title: "A person's title", priority: "none" });
  expect(await read(other)).toMatchObject({ title: "Left alone", priority: "none" });

  await page.getByRole("button", { name: "Redo" }).click();
  await expect.poll(async () => (await read(other)).title).toBe(`By the agent ${other}`);
});

test("one change is undone from the activity of its issue, by the keyboard", async ({ page, turbo }) => {
  const { keys } = await makeProject(turbo, [{ title: "Before" }]);
  const [key = ""] = keys;
  await turbo.rest("PATCH", `/issues/${key}`, { title: "After" });
  await open(page, `/issues/${key}`);
  const undo = page.getByRole("button", { name: /^Undo this: .* renamed it from “Before”/ });
  await undo.focus();
  await expect(undo).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Before" })).toBeVisible();
  await expect(page.getByText("undid an earlier change").first()).toBeVisible();
});

test("a change of several issues is one batch with one way back", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, [{ title: "One" }, { title: "Two" }, { title: "Three" }]);
  await open(page, `/projects/${key}`);
  for (const _ of keys) {
    await page.keyboard.press("j");
    await page.keyboard.press("x");
  }
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.keyboard.press("p");
  await page.getByRole("option", { name: "Low" }).click();
  await expect(page.getByText("3 issues changed")).toBeVisible();
  const priorities = async () =>
    ((await (await turbo.rest("GET", `/issues?project=${key}`)).json()) as { items: { priority: string }[] }).items.map(
      (issue) => issue.priority,
    );
  expect(await priorities()).toEqual(["low", "low", "low"]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(priorities).toEqual(["none", "none", "none"]);
});

test("what leaves the list is told with a way back, and Ctrl+Z takes back one change after the other", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [
    { title: "One", status: "ready" },
    { title: "Two", status: "ready" },
  ]);
  const [one = "", two = ""] = keys;
  const read = async (issue: string) => (await turbo.rest("GET", `/issues/${issue}`)).json();
  const refused: string[] = [];
  page.on("response", (answer) => answer.status() >= 400 && refused.push(answer.url()));
  await open(page, `/projects/${key}`);
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.keyboard.type("done");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${one} is in Done`)).toBeVisible();
  await expect(page.getByRole("link", { name: "Two" })).toBeFocused();
  // The last one is so already: nothing is written and there is nothing to take back.
  for (const value of ["high", "low", "low"]) {
    await page.keyboard.press("p");
    await page.keyboard.type(value);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await read(two)).priority).toBe(value);
    await expect(page.getByRole("link", { name: "Two" })).toBeFocused();
  }

  // In a field it is the field's own undo.
  await page.keyboard.press("f");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  expect((await read(two)).priority).toBe("low");
  for (const priority of ["high", "none"]) {
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await read(two)).priority).toBe(priority);
  }
  await expect(page.getByRole("button", { name: `Priority of ${two}: No priority` })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText(`Undone: status of ${one}`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Ready" }).getByRole("link", { name: "One" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Nothing to undo")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(async () => (await read(one)).status).toBe("done");
  expect(refused).toEqual([]);
});

test("Ctrl+Z on an issue's page brings it back from the bin, and says what somebody else has changed since", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Alone" }]);
  const [issue = ""] = keys;
  const read = async () => (await turbo.rest("GET", `/issues/${issue}`)).json();
  await open(page, `/issues/${issue}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Move to the bin" }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${key}$`));
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await read()).shelf).toBe("live");

  await open(page, `/issues/${issue}`);
  const file = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("A note") };
  await page.getByLabel("Files to attach", { exact: true }).setInputFiles(file);
  await expect(page.getByRole("link", { name: "note.txt", exact: true })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: "note.txt", exact: true })).toBeHidden();
  await page.keyboard.press("p");
  await page.keyboard.type("high");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await read()).priority).toBe("high");
  await turbo.rest("PATCH", `/issues/${issue}`, { priority: "critical" }, { "x-api-key": turbo.agentKey });
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/priority was changed since by .* It stays as it is/)).toBeVisible();
  expect((await read()).priority).toBe("critical");
});

test("what Turbo does by itself stands in the settings, is begun by a press, and shows how it went", async ({
  page,
}) => {
  await open(page, "/settings");
  await page.getByRole("link", { name: "Jobs" }).click();
  const scheduled = page.getByRole("region", { name: "Scheduled" });
  await expect(scheduled.getByText("Empty bin")).toBeVisible();
  await scheduled.getByRole("button", { name: "Run now: Clear jobs" }).click();
  const lately = page.getByRole("region", { name: "Lately" });
  await expect(lately.getByText("0 cleared away")).toBeVisible();
  await expect(scheduled.getByText("Clear jobs")).toBeVisible();
  await scheduled.getByRole("button", { name: "Skip the next run: Empty bin" }).click();
  await expect(lately.getByText("Cancelled")).toBeVisible();
  await expect(scheduled.getByText("Empty bin")).toBeVisible();
});
