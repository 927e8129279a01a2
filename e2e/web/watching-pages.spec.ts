import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { TIMES } from "#lib/core/metrics";
import { connect } from "#lib/db/connect";
import { startFakeModels } from "#lib/testing/fake-models";
import { startTurbo } from "../start.ts";
import { open, test } from "./signed-in.ts";

test("the audit log is narrowed in its address, and what it shows is exported; a model is tested", async ({
  browser,
}) => {
  const fakes = await startFakeModels();
  // One of its own: in a Turbo that others used before, the first page of the log is theirs.
  const turbo = await startTurbo({
    env: {
      ...{ TURBO_AI_ENABLED: "true", TURBO_AI_PROVIDERS: "anthropic,openai", OPENAI_API_KEY: "" },
      ...{ ANTHROPIC_API_KEY: "sk-ant-hush-hush-hush-hush", ANTHROPIC_BASE_URL: fakes.url("anthropic") },
      TURBO_AI_BUDGET_DAY_COST: "5",
    },
  });
  try {
    const context = await browser.newContext({ baseURL: turbo.url });
    const page = await context.newPage();
    await page.goto(turbo.enterUrl);
    for (const name of ["First", "Second"]) await turbo.rest("POST", "/labels", { name });
    await turbo.rest("POST", "/keys", { name: "nightly" });
    await open(page, "/settings/audit");
    const rows = page.locator("tbody tr");
    await expect(rows.first()).toContainText("keys.create");
    await expect(rows.filter({ hasText: "sign_ins.create" })).toContainText("signed in with Chrome");
    await page.getByLabel("What").selectOption("labels");
    await expect(page).toHaveURL(/\?operation=labels$/);
    await expect(rows).toHaveCount(2);
    await page.getByLabel("Until").fill("2001-01-01");
    await page.getByLabel("Until").blur();
    await expect(page.getByText("Nothing matches")).toBeVisible();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page.getByLabel("What")).toHaveValue("");
    await page.getByLabel("What").selectOption("labels.create");
    await expect(rows).toHaveCount(2);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("label Second");

    const tested = await turbo.cli(["ai", "test"]);
    expect(tested.stdout).toMatch(
      /answered +anthropic, claude-sonnet-5-5\nsent to +127.0.0.1:\d+\nanswer +Hello, world/,
    );
    await open(page, "/settings/instance");
    const models = page.getByRole("region", { name: "Models" });
    await expect(models).toContainText("1 call · 107 tokens · about $0.0002");
    await expect(models.getByRole("button", { name: "Test OpenAI" })).toBeDisabled();
    await models.getByRole("button", { name: "Test Anthropic" }).click();
    await expect(models.getByRole("status").first()).toHaveText(/^Answered “Hello, world” in \d+ ms, 107 tokens\.$/);
    await expect(models).toContainText("2 calls · 214 tokens");
    fakes.next("anthropic", { refuse: 401, message: "Wrong key sk-ant-hush-hush-hush-hush." });
    await models.getByRole("button", { name: "Test Anthropic" }).click();
    await expect(models.getByRole("status").first()).toContainText("Anthropic refused the key (401)");
    const usage = JSON.parse((await turbo.cli(["ai", "usage", "--by", "provider", "--json"])).stdout);
    expect(usage.items).toMatchObject([{ name: "anthropic", calls: 3, failed: 1, tokensIn: 200, tokensOut: 14 }]);
    const settings = await turbo.cli(["config", "show"]);
    const log = await turbo.cli(["logs", "--tail", "500"]);
    const told = [await page.content(), turbo.stderr(), settings.stdout, log.stdout, tested.stdout].join("\n");
    expect(told).toContain("refused the key");
    expect(told).not.toContain("hush-hush");
    await context.close();
  } finally {
    await turbo.stop();
    await fakes.close();
  }
});

test("the figures are drawn with a table, and new ones come without reloading", async ({ page, turbo }) => {
  await page.goto("/settings/instance?span=month");
  const requests = page.getByRole("figure").filter({ hasText: "Requests" }).first();
  const told = /7,2\d\d,\d{3}/; // and what else this server was asked
  await expect(requests.locator("figcaption")).not.toContainText(told);
  const database = connect({ url: turbo.databaseUrl, durability: "normal", poolSize: 2 });
  const at = new Date(Math.floor(Date.now() / 60_000 - 3) * 60_000);
  const sample = { instance: "told", requests: 7_200_000, errors: 5, oldest: 7200, agents: 3, memory: 204_800 };
  await database.write((tx) =>
    tx.sample.createMany({ data: [{ ...sample, at, times: [...TIMES.map(() => 0), 7_200_000] }] }),
  );
  await database.close();
  // As when somebody comes back to the page, which else looks by itself every few seconds.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(requests.locator("figcaption")).toContainText(told);
  await expect(requests.getByRole("img")).toHaveAccessibleName(
    /Requests Of people and programs.* at most 7,2\d\d,\d{3}/,
  );
  await requests.getByText("Table").click();
  await expect(requests.getByRole("row").last()).toContainText(told);
});
