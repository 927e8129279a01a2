import { expect, type Locator, type Page } from "@playwright/test";
import type { RunningTurbo } from "../start.ts";
import { makeProject, open, test } from "./signed-in.ts";

const item = (page: Page, title: string) => page.getByRole("treeitem").filter({ hasText: title });
const toast = (page: Page, words: string | RegExp) =>
  page.getByRole("region", { name: /Notifications/ }).getByText(words);

/** Documents by title, those of a list under the one before it: keys by title. */
async function makeTree(turbo: RunningTurbo, tree: Record<string, readonly string[]>) {
  const { key: project } = await makeProject(turbo);
  const keys: Record<string, string> = {};
  const make = async (title: string, parent?: string) => {
    const made = await turbo.rest("POST", "/documents", { project, title, ...(parent ? { parent } : {}) });
    if (!made.ok) throw new Error(await made.text());
    keys[title] = ((await made.json()) as { key: string }).key;
  };
  for (const [title, children] of Object.entries(tree)) {
    await make(title);
    for (const child of children) await make(child, keys[title]);
  }
  const under = async (parent: string | null) => {
    const asked = parent ? `parent=${keys[parent]}` : `project=${project}`;
    const { items } = (await (await turbo.rest("GET", `/documents/tree?${asked}`)).json()) as {
      items: { title: string }[];
    };
    return items.map(({ title }) => title);
  };
  return { project, keys, under };
}

/** Takes a row and holds it over a part of another, from 0 (its top) to 1. */
async function hold(page: Page, what: Locator, over: Locator, part: number) {
  const from = await what.boundingBox();
  if (!from) throw new Error("nothing is there to hold");
  await page.mouse.move(from.x + 300, from.y + from.height / 2);
  await page.mouse.down();
  await carry(page, over, part);
}

/** Carries what is held to a part of something. */
async function carry(page: Page, over: Locator, part: number) {
  const to = await over.boundingBox();
  if (!to) throw new Error("nothing is there to carry it to");
  const [x, y] = [to.x + to.width / 4, to.y + to.height * part];
  await page.mouse.move(x, y, { steps: 4 });
  // The browser tells what lies under a held thing with the move after.
  await page.mouse.move(x + 2, y);
}

test("a document is dragged under another, before it, out again, and back by Undo", async ({ page, turbo }) => {
  const { project, keys, under } = await makeTree(turbo, { Alpha: ["Alpha one", "Alpha two"], Beta: [], Gamma: [] });
  await open(page, `/projects/${project}/documents`);

  await hold(page, item(page, "Gamma"), item(page, "Beta"), 0.5);
  await expect(item(page, "Beta")).toHaveAttribute("data-over", "under");
  await page.mouse.up();
  await expect(item(page, "Gamma")).toHaveAttribute("aria-level", "2");
  await expect(toast(page, `Moved ${keys.Gamma} under ${keys.Beta}`)).toBeVisible();
  await expect.poll(() => under("Beta")).toEqual(["Gamma"]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(item(page, "Gamma")).toHaveAttribute("aria-level", "1");
  await expect.poll(() => under(null)).toEqual(["Alpha", "Beta", "Gamma"]);

  // Held for a moment over a closed document, it opens; between two rows a line shows the place.
  await hold(page, item(page, "Gamma"), item(page, "Alpha").first(), 0.5);
  await expect(item(page, "Alpha two")).toBeVisible();
  await carry(page, item(page, "Alpha two"), 0.1);
  await expect(item(page, "Alpha two")).toHaveAttribute("data-over", "before");
  await page.mouse.up();
  await expect(page.getByRole("treeitem")).toHaveText([/Alpha/, /Alpha one/, /Gamma/, /Alpha two/, /Beta/]);
  await expect.poll(() => under("Alpha")).toEqual(["Alpha one", "Gamma", "Alpha two"]);

  await hold(page, item(page, "Alpha one"), item(page, "Beta"), 0.5);
  const end = page.getByText("Drop here for the end of the top level");
  await carry(page, end, 0.5);
  await page.mouse.up();
  await expect(page.getByRole("treeitem").last()).toContainText("Alpha one");
  await expect.poll(() => under(null)).toEqual(["Alpha", "Beta", "Alpha one"]);
  await expect(end).toBeHidden();
});

test("a document cannot be dragged under itself or into another project, and the page says why", async ({
  page,
  turbo,
}) => {
  const { keys, under } = await makeTree(turbo, { Outer: ["Inner"] });
  const elsewhere = await makeTree(turbo, { Elsewhere: [] });
  await open(page, "/documents");
  await item(page, "Outer").focus();
  await page.keyboard.press("ArrowRight");
  await hold(page, item(page, "Outer"), item(page, "Inner"), 0.5);
  await expect(item(page, "Inner").getByRole("alert")).toHaveText("A document cannot lie under itself");
  await page.mouse.up();
  await expect(item(page, "Inner").getByRole("alert")).toBeHidden();
  await hold(page, item(page, "Inner"), item(page, "Elsewhere"), 0.5);
  await expect(item(page, "Elsewhere").getByRole("alert")).toHaveText("A document stays in its project");
  await page.mouse.up();
  await expect.poll(() => under(null)).toEqual(["Outer"]);
  await expect.poll(() => under("Outer")).toEqual(["Inner"]);
  expect(await elsewhere.under("Elsewhere")).toEqual([]);

  // The way by keyboard hears it from the server.
  await item(page, "Outer").focus();
  await page.keyboard.press("v");
  await page.keyboard.press("u");
  const picker = page.getByRole("dialog", { name: `Move ${keys.Outer} under` });
  await picker.getByRole("combobox").fill("Inner");
  await expect(picker.getByRole("option", { name: /Inner/ })).toHaveAttribute("data-selected", "true");
  await page.keyboard.press("Enter");
  await expect(toast(page, `${keys.Outer} was not moved`)).toBeVisible();
  await expect(toast(page, `${keys.Outer} → ${keys.Inner} → ${keys.Outer}`)).toBeVisible();
  await expect(item(page, "Outer")).toHaveAttribute("aria-level", "1");
});

test("the keyboard moves a document in and out, with the focus on it, and another page sees it at once", async ({
  page,
  turbo,
}) => {
  const { project, keys, under } = await makeTree(turbo, { Alpha: ["Alpha one"], Beta: [], Gamma: [] });
  const other = await page.context().newPage();
  await open(other, `/projects/${project}/documents`);
  await open(page, `/projects/${project}/documents`);
  await item(page, "Beta").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(item(page, "Beta")).toHaveAttribute("aria-level", "2");
  await expect(item(page, "Beta")).toBeFocused();
  await expect.poll(() => under("Alpha")).toEqual(["Alpha one", "Beta"]);
  await expect(item(other, "Beta")).toHaveCount(0);
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => under("Alpha")).toEqual(["Beta", "Alpha one"]);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(item(page, "Beta")).toHaveAttribute("aria-level", "1");
  await expect(item(page, "Beta")).toBeFocused();
  await expect(item(other, "Beta")).toBeVisible();
  await expect.poll(() => under(null)).toEqual(["Alpha", "Beta", "Gamma"]);

  // On the document's own page: a key, the menu, and Undo.
  await open(page, `/documents/${keys.Gamma}`);
  await page.keyboard.press("v");
  await page.keyboard.press("u");
  await page.getByRole("combobox", { name: `Move ${keys.Gamma} under` }).fill("Beta");
  await expect(page.getByRole("option", { name: /Beta/ })).toHaveAttribute("data-selected", "true");
  await page.keyboard.press("Enter");
  await expect(toast(page, `Moved ${keys.Gamma} under ${keys.Beta}`)).toBeVisible();
  await expect(page.getByRole("complementary").getByRole("button", { name: /Beta/ })).toBeVisible();
  await expect(item(other, "Gamma")).toHaveCount(0);
  await page.getByRole("button", { name: "More actions" }).press("Enter");
  await page.getByRole("menuitem", { name: /Move under/ }).click();
  await page.getByRole("option", { name: "Top level" }).click();
  await expect(toast(page, `Moved ${keys.Gamma} to the top level`)).toBeVisible();
  await expect(item(other, "Gamma")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(page.getByRole("complementary").getByRole("button", { name: /Beta/ })).toBeVisible();
});
