import { expect, type Page } from "@playwright/test";
import axeCore, { type AxeResults, type RunOptions } from "axe-core";
import { makeProject, open, test } from "./signed-in.ts";

const LONG = "Verantwortlichkeits".repeat(10);

async function addresses(turbo: Parameters<typeof makeProject>[0]): Promise<Record<string, string>> {
  const { key, keys } = await makeProject(turbo, [
    {
      title: "A common issue",
      status: "ready",
      priority: "critical",
      assignee: "me",
      dueDate: "2020-01-01",
      estimate: 3,
    },
    { title: LONG, status: "in_progress", assignee: "me", criteria: ["One", LONG] },
    { title: "Thrown away" },
  ]);
  const [first, second, third] = keys;
  await turbo.rest("POST", "/labels", { name: `${key} label`, colour: "amber" });
  await turbo.rest("PATCH", `/issues/${first}`, {
    addLabels: [`${key} label`],
    description: `# Title\n\n${LONG}\n\n| a | b |\n| - | - |\n| ${LONG} | c |\n\n\`\`\`ts\nconst long = "${LONG}";\n\`\`\`\n\n- [ ] task`,
  });
  await turbo.rest("POST", `/issues/${first}/links`, { kind: "blocked_by", other: second });
  await turbo.rest("POST", `/issues/${first}/comments`, { body: `A comment on ${second}` });
  await turbo.rest(
    "POST",
    `/issues/${first}/worklogs`,
    { minutes: 90, note: "Worked" },
    { "x-api-key": turbo.agentKey },
  );
  await turbo.rest("DELETE", `/issues/${third}`);
  return {
    projects: "/projects",
    list: `/projects/${key}`,
    filtered: `/projects/${key}?priority=critical,high&status=ready&text=common`,
    "project settings": `/projects/${key}/settings`,
    issue: `/issues/${first}`,
    "long issue": `/issues/${second}`,
    "missing issue": `/issues/${key}-999`,
    search: "/search?q=common",
    my: "/my",
    bin: "/bin",
    sessions: "/activity",
    settings: "/settings",
  };
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(root: Document, options: RunOptions): Promise<AxeResults> } };
    return axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  });
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`,
  );
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page in the ${colorScheme} theme`, async ({ page, turbo }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [name, address] of Object.entries(await addresses(turbo))) {
      await page.goto(address);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect.soft(await axe(page), name).toEqual([]);
    }
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect.soft(await axe(page), "create dialog").toEqual([]);
  });
}

test("no page is wider than 360 px", async ({ page, turbo }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [name, address] of Object.entries(await addresses(turbo))) {
    await page.goto(address);
    await expect(page.getByRole("heading").first()).toBeVisible();
    const beyond = await page.evaluate(() => {
      const main = document.querySelector("main");
      return Math.max(document.documentElement.scrollWidth, main?.scrollWidth ?? 0) - window.innerWidth;
    });
    expect.soft(beyond, name).toBeLessThanOrEqual(0);
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
