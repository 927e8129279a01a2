import { expect } from "@playwright/test";
import { makeProject, test } from "./signed-in.ts";

/** So far apart that their dates always differ. */
const ZONES = { west: "Etc/GMT+12", east: "Pacific/Kiritimati" };

const dayIn = (timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());

test("each reader's pages go by the day where the reader is, from the first one on", async ({
  browser,
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [
    { title: "Due where the day is young", status: "ready", dueDate: dayIn(ZONES.west), assignee: "me" },
  ]);
  const cookies = await page.context().cookies();
  for (const [side, timezoneId] of Object.entries(ZONES)) {
    const context = await browser.newContext({ timezoneId, baseURL: turbo.url });
    await context.addCookies(cookies.filter(({ name }) => name !== "turbo-time-zone"));
    const reader = await context.newPage();
    // A first visit: whatever is painted before the server knows the zone, nothing is wrongly called overdue.
    await reader.addInitScript(() => {
      const colours = new Set<string>();
      Object.assign(window, { seen: colours });
      const look = () => {
        for (const late of document.querySelectorAll("[data-late]")) colours.add(getComputedStyle(late).fontWeight);
        requestAnimationFrame(look);
      };
      look();
    });
    await reader.goto(`/projects/${key}`);
    const overdue = reader.getByText("Overdue:");
    await expect(overdue).toHaveCount(side === "east" ? 1 : 0);
    await expect(reader.locator("html")).not.toHaveAttribute("data-other-day");
    if (side === "west") {
      expect(await reader.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])).not.toContain("500");
    }
    await reader.goto(`/issues/${keys[0]}`);
    await expect(reader.getByText("Late ·")).toHaveCount(side === "east" ? 1 : 0);
    await reader.goto("/inbox");
    await expect(reader.getByText(side === "east" ? /days? overdue/ : "due today").first()).toBeVisible();
    await context.close();
  }
});
