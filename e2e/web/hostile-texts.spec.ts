import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freshDatabase, makeWorldAt } from "#lib/testing/world";
import { startTurbo } from "../start.ts";
import { fillWithHostile, keysOf } from "./hostile-workspace.ts";

/** The noun that a page is of, which stands where its address has a part in brackets. */
const NOUNS: Record<string, string> = {
  "agents/[agent]": "agents",
  "decisions/[key]": "decisions",
  "documents/[key]": "documents",
  "documents/[key]/history": "documents",
  "initiatives/[key]": "initiatives",
  "issues/[key]": "issues",
  "milestones/[key]": "milestones",
  "proposals/[key]": "proposals",
};
/** Things of a noun that are looked at. */
const EACH = 2;

/** What would be there if a text were taken for more than text. */
const INJECTED =
  "img[src='x'], img[src='x\"onerror=\"hurt())'], [onerror], [onload], iframe, main script:not([src]):not([type]), a[href^='javascript' i], svg[onload]";

test("HTML, scripts and templates in every text of every noun are shown as text on every page and do nothing", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  const fresh = await freshDatabase("sqlite");
  const world = await makeWorldAt(fresh.url);
  const taken = await fillWithHostile(world);
  expect(taken.size).toBeGreaterThan(60);
  const keys: Record<string, string[]> = {};
  for (const noun of new Set(Object.values(NOUNS))) keys[noun] = (await keysOf(world, noun)).slice(0, EACH);
  await world.close();
  const turbo = await startTurbo({ databaseUrl: fresh.url });
  try {
    const wrong: string[] = [];
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("dialog", async (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await context.addInitScript(() => {
      const hurt: string[] = [];
      Object.assign(window, { hurt: () => hurt.push("it ran"), hurts: hurt });
      addEventListener("securitypolicyviolation", (event) =>
        hurt.push(`refused ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    await page.goto(turbo.enterUrl);
    await page.waitForURL((url) => !url.pathname.startsWith("/enter"));
    const shown: string[] = [];
    for (const address of addresses(keys)) {
      await page.goto(turbo.url + address);
      await expect(page.getByRole("heading").first()).toBeAttached();
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 500 })));
      const found = await page.evaluate(
        (injected) => ({
          hurts: (window as unknown as { hurts: string[] }).hurts,
          injected: [...document.querySelectorAll(injected)].map((element) => element.outerHTML.slice(0, 200)),
        }),
        INJECTED,
      );
      for (const one of [...found.hurts, ...found.injected]) wrong.push(`${address}: ${one}`);
      if (await page.getByText("<img src=x").first().isVisible()) shown.push(address);
    }
    expect(wrong).toEqual([]);
    // What is looked for would be found.
    const hurts = await page.evaluate(async () => {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=hurt()>");
      await new Promise((done) => setTimeout(done, 100));
      return (window as unknown as { hurts: string[] }).hurts;
    });
    expect(hurts.length).toBeGreaterThan(0);
    await expect(page.locator(INJECTED)).toHaveCount(1);
    expect(shown.length).toBeGreaterThan(20);
    expect(asked.filter((url) => !url.startsWith(turbo.url) && !url.startsWith("data:"))).toEqual([]);
  } finally {
    await turbo.stop();
    await fresh.remove();
  }
});

/** The address of every page of the plan, those of things with the keys of some. */
function addresses(keys: Record<string, string[]>): string[] {
  const root = path.resolve(import.meta.dirname, "../../app/(plan)");
  const pages = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) =>
      path
        .dirname(file)
        .split(path.sep)
        .filter((part) => !/^\(.*\)$|^\.$/.test(part))
        .join("/"),
    );
  return pages.flatMap((page) => {
    if (page === "search") return [`/${page}?q=hurt`];
    if (page.startsWith("projects/[key]")) return [`/${page.replace("[key]", "MAIN")}`];
    if (!page.includes("[")) return [`/${page}`];
    const found = keys[NOUNS[page] ?? ""];
    if (!found) throw new Error(`no things are known for the page ${page}`);
    return found.map((key) => `/${page.replace(/\[\w+\]/, key)}`);
  });
}
