import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";

interface WorkerFixtures {
  turbo: RunningTurbo;
  /** Cookies of the signed-in owner. */
  cookies: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

/** One Turbo for all tests of a worker, signed in; each test makes a project of its own. */
export const test = base.extend<object, WorkerFixtures>({
  turbo: [
    async ({ browserName: _ }, use) => {
      const turbo = await startTurbo();
      await use(turbo);
      await turbo.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  cookies: [
    async ({ browser, turbo }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(turbo.enterUrl);
      await use(await context.storageState());
      await context.close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ turbo }, use) => use(turbo.url),
  storageState: ({ cookies }, use) => use(cookies),
});

let projects = 0;

/** A project with issues of these titles, made through REST. */
export async function makeProject(
  turbo: RunningTurbo,
  issues: readonly Record<string, unknown>[] = [],
): Promise<{ key: string; keys: string[] }> {
  projects += 1;
  const key = `W${process.env.TEST_PARALLEL_INDEX ?? "0"}P${String(projects).padStart(2, "0")}`;
  const made = await turbo.rest("POST", "/projects", { key, name: `Project ${key}` });
  if (!made.ok) throw new Error(await made.text());
  const keys: string[] = [];
  for (const issue of issues) {
    const answer = await turbo.rest("POST", "/issues", { project: key, ...issue });
    if (!answer.ok) throw new Error(await answer.text());
    keys.push(((await answer.json()) as { key: string }).key);
  }
  return { key, keys };
}

/** A picture of 2 by 2 pixels. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGMwTjsDRAwQCgAktgWVJrpF5QAAAABJRU5ErkJggg==",
  "base64",
);

/** Attaches a file to what a key, or the id of a comment, names. */
export async function attachFile(
  turbo: RunningTurbo,
  on: string,
  name: string,
  content: string | Buffer,
): Promise<void> {
  const answer = await fetch(`${turbo.url}/api/v1/attachments?${new URLSearchParams({ on, name })}`, {
    method: "POST",
    headers: { "x-api-key": turbo.ownerKey },
    body: typeof content === "string" ? content : new Uint8Array(content),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Opens a page and waits until React has taken over what the server rendered, so that keys and presses are heard. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => {
    const last = [...document.querySelectorAll("main button")].at(-1);
    return last && Object.keys(last).some((name) => name.startsWith("__reactProps"));
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
