import { expect, type Page } from "@playwright/test";
import axeCore, { type AxeResults, type RunOptions } from "axe-core";
import { makeAwkwardPages } from "./awkward-pages.ts";
import { makeProject, open, test as signedIn } from "./signed-in.ts";

/** The address of every page by name; its data is made once, as no test here changes it. */
const test = signedIn.extend<object, { pages: Record<string, string> }>({
  pages: [async ({ turbo }, use) => use(await makeAwkwardPages(turbo)), { scope: "worker" }],
});

/** How far what is shown has moved since the page began to load, without what a press moved. */
const WATCH_SHIFTS = () => {
  const shifts = { sum: 0 };
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) shifts.sum += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
};

/** What reaches beyond the window and is neither scrolled nor shortened by something around it: the page cuts it off. */
const CUT_OFF = () => {
  const isHeld = (element: Element) => {
    for (let around = element.parentElement; around && around.id !== "main"; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.querySelectorAll("main *")]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !isHeld(element))
    .map((element) => `${element.tagName} ${element.className}`)
    .slice(0, 3);
};

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds; a theme changes nothing but colours, so that the second one is looked at for those alone. */
async function axe(page: Page, runOnly: string[]): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const results = await page.evaluate((only) => {
    const { axe } = window as unknown as { axe: { run(root: Document, options: RunOptions): Promise<AxeResults> } };
    return axe.run(document, { runOnly: only });
  }, runOnly);
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`,
  );
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page in the ${colorScheme} theme`, async ({ page, pages }) => {
    test.setTimeout(180_000);
    const runOnly = colorScheme === "light" ? STANDARDS : ["color-contrast"];
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [name, address] of Object.entries(pages)) {
      await page.goto(address);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect.soft(await axe(page, runOnly), name).toEqual([]);
    }
    await page.goto(pages.list ?? "");
    for (const keys of ["c", "n i", "n m", "n d", "n o"]) {
      for (const key of keys.split(" ")) await page.keyboard.press(key);
      await expect(page.getByRole("dialog")).toBeVisible();
      expect.soft(await axe(page, runOnly), `dialog of ${keys}`).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  const narrow = width < 500 ? ", and none is wider than 360 px" : "";
  test(`no page moves while it loads at ${width} px${narrow}`, async ({ page, pages }) => {
    test.setTimeout(180_000);
    await page.addInitScript(WATCH_SHIFTS);
    for (const [name, address] of Object.entries(pages)) {
      await page.setViewportSize({ width, height });
      await page.goto(address, { waitUntil: "load" });
      await expect(page.getByRole("heading").first()).toBeVisible();
      // Islands have taken over and fonts are there once the page was idle twice.
      await page.evaluate(async () => {
        await document.fonts.ready;
        for (let turn = 0; turn < 2; turn++) {
          await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
      });
      const sum = await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum);
      expect.soft(sum, name).toBeLessThan(0.1);
      if (!narrow) continue;
      await page.setViewportSize({ width: 360, height: 740 });
      const beyond = await page.evaluate(() => {
        const main = document.querySelector("main");
        return Math.max(document.documentElement.scrollWidth, main?.scrollWidth ?? 0) - window.innerWidth;
      });
      expect.soft(beyond, `${name} at 360 px`).toBeLessThanOrEqual(0);
      expect.soft(await page.evaluate(CUT_OFF), `${name} at 360 px is cut off`).toEqual([]);
    }
  });
}

test("the help sheet lists the keys and the palette finds an issue", async ({ page, turbo }) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Hidden treasure" }]);
  await open(page, `/projects/${key}`);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Create issue");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command palette" }).fill("treasure");
  await page.getByRole("option", { name: /Hidden treasure/ }).click();
  await expect(page).toHaveURL(new RegExp(`/issues/${keys[0]}$`));
});
