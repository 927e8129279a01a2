import { expect } from "@playwright/test";
import { makeProject, test } from "./signed-in.ts";

const HTML = `<img src=x onerror="window.__hurt=1"><script>window.__hurt=1</script>`;
const MARKDOWN = `${HTML}

[press](javascript:window.__hurt=1) ![pixel](https://example.com/p.png)

<iframe srcdoc="<script>parent.__hurt=1</script>"></iframe> {{constructor.constructor("window.__hurt=1")()}} \${window.__hurt=1}`;

test("HTML, scripts and templates in every text are shown as text and do nothing", async ({ page, turbo }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const { key, keys } = await makeProject(turbo, [
    { title: HTML, description: MARKDOWN, status: "ready", criteria: [HTML], labels: [] },
  ]);
  await turbo.rest("PATCH", `/projects/${key}`, { name: HTML.slice(0, 40), description: MARKDOWN });
  await turbo.rest("POST", `/issues/${keys[0]}/comments`, { body: MARKDOWN });
  await turbo.rest("POST", `/issues/${keys[0]}/worklogs`, { minutes: 5, note: MARKDOWN });
  await turbo.rest("POST", `/issues/${keys[0]}/questions`, { text: MARKDOWN, options: [HTML] });

  for (const address of [`/projects/${key}`, `/issues/${keys[0]}`, "/inbox", "/search?q=window", "/projects"]) {
    await page.goto(address);
    await expect(page.getByText("<img src=x").first()).toBeVisible();
    expect(await page.evaluate(() => "__hurt" in window)).toBe(false);
    await expect(
      page.locator("main iframe, main img[src='x'], main [onerror], main a[href^='javascript']"),
    ).toHaveCount(0);
  }
  await page.goto(`/issues/${keys[0]}`);
  await page.getByRole("region", { name: "Description" }).getByText("press").click();
  expect(await page.evaluate(() => "__hurt" in window)).toBe(false);
  expect(asked.filter((url) => !url.startsWith(turbo.url))).toEqual([]);
});
