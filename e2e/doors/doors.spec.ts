import { expect, test } from "@playwright/test";
import { type RunningTurbo, startTurbo } from "../start.ts";
import { connectAgent } from "./agent.ts";

test.describe.configure({ mode: "serial" });

let turbo: RunningTurbo;
test.beforeAll(async () => {
  turbo = await startTurbo();
  await turbo.rest("POST", "/projects", { name: "Doors", key: "DOOR" });
});
test.afterAll(() => turbo?.stop());

/** The ids and issue keys of changes on a live stream, until `count` have come. */
async function hear(count: number, headers: Record<string, string> = {}): Promise<{ id: number; key: string }[]> {
  const over = new AbortController();
  const response = await fetch(`${turbo.url}/api/events`, {
    headers: { "x-api-key": turbo.agentKey, ...headers },
    signal: over.signal,
  });
  const heard: { id: number; key: string }[] = [];
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    heard.length = 0;
    for (const [, id, data] of text.matchAll(/id: (\d+)\nevent: change\ndata: (.*)\n\n/g)) {
      heard.push({ id: Number(id), key: JSON.parse(data ?? "").changes[0].key });
    }
    if (heard.length >= count) break;
  }
  over.abort();
  return heard;
}

test("A listener hears what happens at every door, and after a break goes on where it was.", async () => {
  const listening = hear(3, { "last-event-id": "1" });
  const agent = await connectAgent(turbo.url, turbo.agentKey, "2026-07-28");
  await agent.call("save_issue", { project: "DOOR", title: "By an agent" });
  await turbo.rest("POST", "/issues", { project: "DOOR", title: "By a script" });
  expect((await turbo.cli(["issues", "create", "By hand", "--project", "DOOR"])).code).toBe(0);
  const heard = await listening;
  expect(heard.map(({ key }) => key)).toEqual(["DOOR-1", "DOOR-2", "DOOR-3"]);
  const again = await hear(1, { "last-event-id": String(heard[1]?.id) });
  expect(again[0]).toEqual(heard[2]);
  const activity = await (await turbo.rest("GET", "/changes?since=1")).json();
  expect(activity.items.map(({ door }: { door: string }) => door)).toEqual(["mcp", "rest", "cli"]);
  await agent.close();
});

test("Health is at its promised addresses, and whoever looks for OAuth is told of keys.", async () => {
  for (const path of [
    "/health",
    "/api/health",
    "/health/live",
    "/api/health/live",
    "/health/ready",
    "/api/health/ready",
  ]) {
    const response = await fetch(turbo.url + path);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: path.endsWith("/live") ? "alive" : "ok" });
  }
  for (const path of [
    "/register",
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-authorization-server/mcp",
  ]) {
    const response = await fetch(turbo.url + path);
    expect(response.status).toBe(404);
    expect((await response.json()).error_description).toContain("API key");
  }
});

test("The API's description can be read by programs and, without any other host, by people.", async ({ page }) => {
  const document = await (await fetch(`${turbo.url}/api/v1/openapi.json`)).json();
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: turbo.url }] });
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(turbo.url)) elsewhere.push(request.url());
  });
  const broken: string[] = [];
  page.on("pageerror", (error) => broken.push(error.message));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${turbo.url}/docs/api`);
  await expect(page.getByRole("heading", { name: "REST API" })).toBeVisible();
  const comments = page.locator("#commentsList");
  await comments.locator("summary").click();
  await expect(comments.getByText("Answers 200 with")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(elsewhere).toEqual([]);
  expect(broken).toEqual([]);
});
