import { expect, type Page } from "@playwright/test";
import axeCore, { type AxeResults, type RunOptions } from "axe-core";
import { makeAwkwardPages } from "./awkward-pages.ts";
import { makeProject, open, test as signedIn } from "./signed-in.ts";

/** The address of every page by name; its data is made once, as no test here changes it. */
const test = signedIn.extend<object, { pages: Record<string, string> }>({
  pages: [async ({ turbo }, use) => use(await makeAwkwardPages(turbo)), { scope: "worker" }],
});
test.describe.configure({ mode: "parallel" });

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
/** What axe looks at in each theme; a theme changes nothing but colours, so that the second one is looked at for those alone. */
const THEMES = [
  ["light", STANDARDS],
  ["dark", ["color-contrast"]],
] as const;

/** Expects that axe finds nothing on what a page shows, in either theme. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axeCore.source);
  for (const [colorScheme, runOnly] of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toContainClass(colorScheme);
    const found = await page.evaluate(
      async (only) => {
        const { axe } = window as unknown as { axe: { run(root: Document, options: RunOptions): Promise<AxeResults> } };
        const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`,
        );
      },
      [...runOnly],
    );
    expect.soft(found, `${what} in the ${colorScheme} theme`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
}

/** Loads a page and expects that it does not move meanwhile. */
async function expectStill(page: Page, name: string, address: string): Promise<void> {
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
  expect.soft(sum, `${name} at ${page.viewportSize()?.width} px`).toBeLessThan(0.1);
}

// Two halves, so that two workers share the pages.
for (const half of [0, 1]) {
  test(`no page moves while it loads at 1440 or 390 px or is wider than 360 px, and axe finds nothing in either theme (half ${half + 1} of 2)`, async ({
    browser,
    page: wide,
    pages,
    cookies,
    turbo,
  }) => {
    test.setTimeout(180_000);
    // Each width has a browser context of its own, so that the second one finds nothing loaded by the first.
    const context = await browser.newContext({ storageState: cookies, baseURL: turbo.url });
    const narrow = await context.newPage();
    const refused: string[] = [];
    for (const page of [wide, narrow]) {
      await page.addInitScript(WATCH_SHIFTS);
      page.on("console", (message) => {
        if (/Content.Security.Policy/i.test(message.text())) refused.push(`${page.url()}: ${message.text()}`);
      });
    }
    for (const [name, address] of Object.entries(pages).filter((_, place) => place % 2 === half)) {
      await wide.setViewportSize({ width: 1440, height: 900 });
      await expectStill(wide, name, address);
      // Of what is scrolled out of sight axe cannot tell the contrast.
      await wide.setViewportSize({ width: 1440, height: 2000 });
      await expectAccessible(wide, name);

      await narrow.setViewportSize({ width: 390, height: 844 });
      await expectStill(narrow, name, address);
      await narrow.setViewportSize({ width: 360, height: 740 });
      const beyond = await narrow.evaluate(() => {
        const main = document.querySelector("main");
        return Math.max(document.documentElement.scrollWidth, main?.scrollWidth ?? 0) - window.innerWidth;
      });
      expect.soft(beyond, `${name} at 360 px`).toBeLessThanOrEqual(0);
      expect.soft(await narrow.evaluate(CUT_OFF), `${name} at 360 px is cut off`).toEqual([]);
    }
    expect(refused, "what the pages' own policy refused").toEqual([]);
    await context.close();
  });
}

test("a script that got into a page does not run, nor does one that lies at this address", async ({ page, pages }) => {
  const list = pages.list ?? "";
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
  });
  const hurt = "document.documentElement.dataset.hurt = 1";
  const inserted = `<script>${hurt}</script><script src="/api/v1/openapi.json"></script><img src="data:," onerror="${hurt}">`;
  await page.route(`**${list}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace("</body>", `${inserted}</body>`) });
  });
  await open(page, list);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { refused: string[] }).refused.toSorted()))
    .toEqual(["script-src-attr", "script-src-elem", "script-src-elem"]);
  expect(await page.locator("html").getAttribute("data-hurt")).toBeNull();
});

test("axe finds nothing in the dialogs that create things", async ({ page, pages }) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await open(page, pages.list ?? "");
  for (const keys of ["c", "n i", "n m", "n d", "n o"]) {
    for (const key of keys.split(" ")) await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, `dialog of ${keys}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

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
