import { expect } from "@playwright/test";
import { makeProject, test } from "./signed-in.ts";

const TEXT = `سلام

How to acquire? See [the way](#how-to-acquire), [the other](../other.md#part-two), [lost](../src/a.ts) and a note[^1].

- שלום
- day

\`\`\`ts
const a = 1;
\`\`\`

${"A line.\n\n".repeat(60)}
## How to acquire?

你好@ada，请看KEY-1。

[^1]: The note.
`;

test("a text of several directions, with links within and between documents", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo, [{ title: "سلام دنیا", status: "ready" }]);
  const load = async (path: string, text: string) => {
    const made = await turbo.rest("POST", "/documents/upload", { project: key, path, text });
    return ((await made.json()) as { document: { key: string } }).document.key;
  };
  const other = await load("other.md", `# Other\n\n${"A line.\n\n".repeat(60)}\n## Part two\n`);
  const text = await load("guide/a.md", TEXT.replace("KEY", key));

  await page.goto(`/documents/${text}`);
  const direction = (words: string) =>
    page
      .locator(".prose")
      .getByText(words, { exact: true })
      .evaluate((block) => getComputedStyle(block).direction);
  expect(await direction("سلام")).toBe("rtl");
  expect(await direction("שלום")).toBe("rtl");
  expect(await direction("day")).toBe("ltr");
  expect(await page.locator(".prose pre").evaluate((code) => getComputedStyle(code).direction)).toBe("ltr");
  await expect(page.getByText("lost (../src/a.ts)")).toBeVisible();

  await page.getByRole("link", { name: "the way" }).click();
  await expect(page.locator(".prose h2").first()).toBeInViewport();
  await expect(page.locator(".prose").getByRole("link", { name: `${key}-1` })).toHaveAttribute(
    "href",
    `/issues/${key}-1`,
  );
  await page.locator(".prose sup a").first().click();
  await expect(page.locator(".prose .footnotes li")).toBeInViewport();

  await page.getByRole("link", { name: "the other" }).click();
  await expect(page).toHaveURL(new RegExp(`/documents/${other}#`));
  await expect(page.getByRole("heading", { name: "Part two" })).toBeInViewport();

  await page.goto(`/documents/${text}#how-to-acquire`);
  await expect(page.locator(".prose h2").first()).toBeInViewport();
});

test("the editor gives each line the direction of its own words", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo, []);
  const made = await turbo.rest("POST", "/documents", { project: key, title: "Lines", body: "سلام\nHow\n`x` שלום" });
  await page.goto(`/documents/${((await made.json()) as { key: string }).key}`);
  await page.getByRole("button", { name: "Edit" }).first().click();
  await expect(page.locator(".cm-line")).toHaveCount(3);
  const lines = await page
    .locator(".cm-line")
    .evaluateAll((all) => all.map((line) => getComputedStyle(line).direction));
  expect(lines.slice(0, 2)).toEqual(["rtl", "ltr"]);
});
