import { expect, type Page } from "@playwright/test";
import type { RunningTurbo } from "../start.ts";
import { makeProject, open, test } from "./signed-in.ts";

async function makeDocument(turbo: RunningTurbo, input: object): Promise<{ key: string; version: number }> {
  const made = await turbo.rest("POST", "/documents", input);
  if (!made.ok) throw new Error(await made.text());
  return (await made.json()) as { key: string; version: number };
}
const read = async (turbo: RunningTurbo, key: string) =>
  (await (await turbo.rest("GET", `/documents/${key}`)).json()) as { body: string; title: string; revision: number };
const text = (page: Page) => page.getByRole("textbox", { name: "Text, in Markdown" });

test("a document is made from a template, written and saved by keyboard alone", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  await open(page, `/projects/${key}/documents`);
  await page.keyboard.press("n");
  await page.keyboard.press("o");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await page.keyboard.type("Rotating the keys");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.getByRole("radio", { name: /Runbook/ }).waitFor();
  while (!(await page.getByRole("radio", { name: /Runbook/ }).isChecked())) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(text(page)).toBeFocused();
  await expect(text(page)).toContainText("# Rotating the keys");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n- [ ] Tell everybody");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Saved as revision 2")).toBeVisible();
  expect((await read(turbo, `${key}-DOC1`)).body).toMatch(/Tell everybody$/);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rotating the keys" })).toBeVisible();
  await expect(page.getByRole("article").getByText("Tell everybody")).toBeVisible();
});

test("the tree opens, closes and is ordered by keyboard", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  for (const title of ["Top", "Other"]) await makeDocument(turbo, { project: key, title });
  for (const title of ["First", "Second"]) await makeDocument(turbo, { project: key, title, parent: `${key}-DOC1` });
  await open(page, `/projects/${key}/documents`);
  const item = (name: string) => page.getByRole("treeitem").filter({ hasText: name });
  await item("Top").focus();
  await page.keyboard.press("ArrowRight");
  await expect(item("First")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(item("First")).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("treeitem")).toHaveText([/Top/, /Second/, /First/, /Other/]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(item("First")).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/documents/${key}-DOC1$`));
});

test("a megabyte is typed into, saved and compared without freezing the page", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const section = (n: number) => `## Section ${n}\n\n${"Some words about something. ".repeat(35)}\n\n`;
  const body = Array.from({ length: 980 }, (_, n) => section(n)).join("");
  expect(body.length).toBeGreaterThan(950_000);
  const made = await makeDocument(turbo, { project: key, title: "Long", body });
  await open(page, `/documents/${made.key}`);
  await expect(page.getByRole("heading", { name: "Section 0" })).toBeVisible();
  await page.keyboard.press("e");
  await expect(text(page)).toBeFocused();
  await page.evaluate(() => {
    const gaps = globalThis as typeof globalThis & { longest: number };
    gaps.longest = 0;
    let last = performance.now();
    const beat = () => {
      gaps.longest = Math.max(gaps.longest, performance.now() - last);
      last = performance.now();
      setTimeout(beat, 10);
    };
    beat();
  });
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Typed at the top. ", { delay: 15 });
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("Typed at the top.");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Saved as revision 2")).toBeVisible();
  const longest = await page.evaluate(() => (globalThis as typeof globalThis & { longest: number }).longest);
  test
    .info()
    .annotations.push({ type: "longest silence of the page, in ms", description: String(Math.round(longest)) });
  expect((await read(turbo, made.key)).body).toBe(`Typed at the top. ${body}`);
  // Tall enough for the whole first section, below which the rest is folded away.
  await page.setViewportSize({ width: 1440, height: 1000 });
  await open(page, `/documents/${made.key}/history`);
  await expect(page.getByRole("textbox", { name: "Revision 2" })).toContainText("Typed at the top.");
  await expect(page.getByText(/unchanged lines/).first()).toBeVisible();
});

test("many who read a megabyte at once all get it, and the server stays", async ({ turbo, cookies }) => {
  const { key } = await makeProject(turbo);
  const section = (n: number) => `## Section ${n}\n\n${"Some words about something. ".repeat(35)}\n\n`;
  const made = await makeDocument(turbo, {
    project: key,
    title: "Long",
    body: Array.from({ length: 980 }, (_, n) => section(n)).join(""),
  });
  const cookie = cookies.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const read = async () => {
    const answer = await fetch(`${turbo.url}/documents/${made.key}`, { headers: { cookie } });
    return [answer.status, (await answer.text()).includes("Section 979")];
  };
  expect(await Promise.all(Array.from({ length: 30 }, read))).toEqual(Array.from({ length: 30 }, () => [200, true]));
  const health = (await (await fetch(`${turbo.url}/health`)).json()) as { pid: number };
  expect(health.pid).toBe(turbo.pid);
});

test("two people who save at once see both versions, and nothing of either is lost", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const made = await makeDocument(turbo, { project: key, title: "Shared", body: "First line\n\nLast line\n" });
  await open(page, `/documents/${made.key}`);
  await page.keyboard.press("e");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("Mine. ");
  await turbo.rest("PATCH", `/documents/${made.key}`, { body: "First line\n\nTheir last line\n" });
  await page.keyboard.press("Control+s");
  await expect(
    page
      .getByRole("main")
      .getByRole("alert")
      .filter({ hasText: /changed the text of .+ over REST/ }),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Their text" })).toContainText("Their last line");
  const mine = page.getByRole("textbox", { name: "Your text" });
  await expect(mine).toContainText("Mine. First line");
  await mine.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Merged.");
  await page.getByRole("button", { name: "Save the right side" }).click();
  await expect(page.getByText("Saved as revision 3")).toBeVisible();
  expect((await read(turbo, made.key)).body).toBe("Mine. First line\n\nLast line\nMerged.");
  const theirs = await turbo.rest("GET", `/documents/${made.key}/revisions/2`);
  expect(((await theirs.json()) as { body: string }).body).toContain("Their last line");
});

test("a change of something else than the text is no conflict", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const made = await makeDocument(turbo, { project: key, title: "Shared", body: "Text" });
  await open(page, `/documents/${made.key}`);
  await page.keyboard.press("e");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("My ");
  await turbo.rest("PATCH", `/documents/${made.key}`, { status: "approved" });
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Saved as revision 2")).toBeVisible();
  expect(await read(turbo, made.key)).toMatchObject({ body: "My Text", status: "approved" });
});

test("what was not saved is kept in the browser and offered again", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const made = await makeDocument(turbo, { project: key, title: "Draft", body: "Saved" });
  await open(page, `/documents/${made.key}`);
  await page.keyboard.press("e");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("Not yet ");
  await page.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await expect(page.getByText("Your draft is not saved")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(text(page)).toContainText("Not yet Saved");
  await page.getByRole("button", { name: "Discard it" }).click();
  await page.reload();
  await expect(page.getByRole("article").getByText("Saved")).toBeVisible();
  await expect(page.getByText("Your draft is not saved")).toBeHidden();
});

test("any two revisions are compared, and an old one is restored", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  const made = await makeDocument(turbo, { project: key, title: "Plan", body: "One\n" });
  for (const body of ["One\nTwo\n", "One\nThree\n"]) await turbo.rest("PATCH", `/documents/${made.key}`, { body });
  await open(page, `/documents/${made.key}/history`);
  await expect(page.getByRole("textbox", { name: "Revision 2" })).toContainText("Two");
  await expect(page.getByRole("textbox", { name: "Revision 3" })).toContainText("Three");
  await page.getByRole("radio", { name: "Compare from revision 1" }).check();
  await expect(page.getByRole("textbox", { name: "Revision 1" })).not.toContainText("Two");
  await page.getByRole("button", { name: "Restore revision 1" }).click();
  await expect(page.getByText("Restored as revision 4")).toBeVisible();
  await expect(page.getByText("4 revisions")).toBeVisible();
  expect((await read(turbo, made.key)).body).toBe("One\n");
});

test("what is not so any more is walked, mended and dismissed by keyboard alone, and a draft stays", async ({
  page,
  turbo,
}) => {
  const { key } = await makeProject(turbo, [{ title: "Sign in" }, { title: "Sign out", status: "done" }]);
  const lines = ["# Rollout", "", `- [x] ${key}-1`, `- ${key}-2 (in progress)`, "", `As ${key}-77 says, we wait.`];
  const made = await makeDocument(turbo, { project: key, title: "Rollout", body: lines.join("\n") });
  await open(page, `/documents/${made.key}`);
  await page.keyboard.press("e");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("My draft. ");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "3 to look at" })).toBeVisible();
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  const checks = page.getByRole("region", { name: "Checks" });
  const finding = (name: RegExp) => checks.getByRole("listitem").getByRole("button", { name });
  await expect(finding(/is in the backlog, not done/)).toBeFocused();
  expect(await marked(page)).toEqual([`${key}-1`, "in progress", `${key}-77`]);
  await page.keyboard.press("a");
  await expect(finding(/is done, not in progress/)).toBeFocused();
  await expect(finding(/is in the backlog, not done/)).toBeHidden();
  expect((await read(turbo, made.key)).body).toContain(`- [ ] ${key}-1\n`);
  await page.keyboard.press("j");
  await expect(finding(/-77 does not exist/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").getByText("says, we wait")).toBeInViewport();
  await page.keyboard.press("x");
  await expect(finding(/-77 does not exist/)).toBeHidden();
  await turbo.rest("PATCH", `/issues/${key}-2`, { status: "in_progress" });
  await expect(checks.getByText("All is well")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "All is well" })).toBeFocused();
  await page.keyboard.press("e");
  await expect(text(page)).toContainText("My draft. # Rollout");
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("textbox", { name: "Their text" })).toContainText(`- [ ] ${key}-1`);
});

/** The words that the page underlines, in the order of the text. */
const marked = (page: Page) =>
  page.evaluate(() =>
    ["check-error", "check-warning", "check-note"]
      .flatMap((name) => [...(CSS.highlights.get(name) ?? [])] as Range[])
      .map(String),
  );
