import { expect, type Page } from "@playwright/test";
import { makeProject, test } from "./signed-in.ts";

/** What may cross the network for a list until it is at rest, headers included. */
const MOST_REQUESTS = 20;
const MOST_SCRIPT_BYTES = 180_000;

interface Loaded {
  address: string;
  type: string;
  bytes: number;
}

/** Everything that the page loads from now on, as the browser counts it. */
async function watchLoads(page: Page): Promise<Map<string, Loaded>> {
  const loads = new Map<string, Loaded>();
  const browser = await page.context().newCDPSession(page);
  browser.on("Network.requestWillBeSent", ({ requestId, request, type = "Other" }) =>
    loads.set(requestId, { address: request.url, type, bytes: 0 }),
  );
  browser.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId);
    if (load) load.bytes = encodedDataLength;
  });
  await browser.send("Network.enable");
  return loads;
}

test("a list that was never visited loads little, and more only for who touches the page", async ({ page, turbo }) => {
  const statuses = ["backlog", "ready", "in_progress", "review"];
  const issues = Array.from({ length: 50 }, (_, at) => ({ title: `One of many ${at}`, status: statuses[at % 4] }));
  const { key } = await makeProject(turbo, issues);
  const loads = await watchLoads(page);
  await page.goto(`/projects/${key}`);
  await expect.poll(() => [...loads.values()].some(({ address }) => address.includes("/api/events"))).toBe(true);
  // What a page asks for once it is at rest would come within this time.
  await page.waitForTimeout(1500);
  const all = [...loads.values()];
  const list = all.map(({ bytes, type, address }) => `${bytes} ${type} ${address}`).join("\n");
  const scripts = all.filter(({ type }) => type === "Script").reduce((sum, { bytes }) => sum + bytes, 0);
  expect(scripts, list).toBeGreaterThan(100_000);
  expect(scripts, list).toBeLessThan(MOST_SCRIPT_BYTES);
  expect(all.length, list).toBeLessThanOrEqual(MOST_REQUESTS);
  await page.mouse.move(200, 200);
  await expect.poll(() => loads.size).toBeGreaterThan(all.length);
});

test("the icon is there for those who ask for it by its old name", async ({ turbo }) => {
  const icon = await fetch(`${turbo.url}/favicon.ico`);
  expect(icon.status).toBe(200);
  expect(icon.headers.get("content-type")).toMatch(/^image\//);
});
