import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { TIMES } from "#lib/core/metrics";
import { connect } from "#lib/db/connect";
import { startTurbo } from "../start.ts";
import { open, test } from "./signed-in.ts";

test("the audit log is narrowed in its address, and what it shows is exported", async ({ browser }) => {
  // One of its own: in a Turbo that others used before, the first page of the log is theirs.
  const turbo = await startTurbo();
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
    await context.close();
  } finally {
    await turbo.stop();
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
