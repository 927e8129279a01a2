import { expect } from "@playwright/test";
import { makeProject, open, test } from "./signed-in.ts";

interface Holds {
  items: { key: string; outcome: string; rejected: { name: string; whyNot: string }[] }[];
  superseded: { key: string; supersededBy: { key: string } | null }[];
}

test("a decision is proposed and accepted by keys, binds a path, and superseding it in the command line flags an open issue", async ({
  page,
  turbo,
}) => {
  const { key, keys } = await makeProject(turbo, [{ title: "Sign in with a passkey" }]);
  await open(page, `/projects/${key}/decisions`);
  await page.keyboard.press("n");
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: "Propose a decision" });
  await expect(dialog.getByLabel("Question or decision")).toBeFocused();
  await page.keyboard.type("Where sign-ins live");
  await expect(dialog.getByLabel("Holds in")).toHaveValue(key);
  await dialog.getByLabel("Options").fill("A row each\nOnly a token");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Where sign-ins live");
  await expect(page).toHaveURL(`/decisions/${key}-DEC1`);

  const governs = page.getByLabel("Govern an issue, document, initiative, label or path");
  for (const target of ["src/auth/**", keys[0] ?? ""]) {
    await governs.fill(target);
    await governs.press("Enter");
    await expect(page.getByRole("region", { name: "Governs" }).getByText(target)).toBeVisible();
    await expect(governs).toHaveValue("");
  }
  await governs.blur();

  await page.keyboard.press("a");
  const accept = page.getByRole("dialog", { name: "Accept the decision" });
  await expect(accept.getByLabel("Option")).toBeFocused();
  await accept.getByLabel("What is decided").press("Control+Enter");
  await expect(accept).toContainText("Choose the option that is accepted");
  await expect(accept.getByLabel("Option")).toBeFocused();
  await accept.getByLabel("Option").selectOption({ label: "A row each" });
  await accept.getByLabel("What is decided").press("Control+Enter");
  await expect(accept).toBeHidden();
  await expect(page.getByRole("region", { name: "What was decided" })).toContainText("A row each");
  await expect(page.getByRole("region", { name: "Activity" })).toContainText("accepted it");
  await expect(page.getByRole("region", { name: "Options" }).getByText("Chosen")).toBeVisible();

  const where = `/decisions/for?project=${key}&path=src/auth/login.ts`;
  const holds = (await (await turbo.rest("GET", where)).json()) as Holds;
  expect(holds.items).toMatchObject([
    { key: `${key}-DEC1`, outcome: "A row each", rejected: [{ name: "Only a token" }] },
  ]);

  await open(page, `/issues/${keys[0]}`);
  await expect(page.getByRole("complementary", { name: "Properties" })).toContainText(`${key}-DEC1`);
  await expect(page.getByText("Leans on")).toBeHidden();
  const next = ["decisions", "create", "One token a device", "--project", key, "--outcome", "Tokens", "--accept"];
  expect(await turbo.cli(next)).toMatchObject({ code: 0 });
  expect(await turbo.cli(["decisions", "supersede", `${key}-DEC1`, "--by", `${key}-DEC2`])).toMatchObject({ code: 0 });
  const notice = page.getByRole("status").filter({ hasText: "Leans on" });
  await expect(notice).toContainText(`${key}-DEC1`);
  await expect(notice).toContainText(`${key}-DEC2`);
  await expect(page.getByText(`superseded ${key}-DEC1 by ${key}-DEC2`)).toBeVisible();

  const stale = (await (await turbo.rest("GET", `/issues?project=${key}&stale=true`)).json()) as { items: unknown[] };
  expect(stale.items).toHaveLength(1);
  await page.keyboard.press("r");
  await expect(notice).toBeHidden();
  const after = (await (await turbo.rest("GET", `/issues?project=${key}&stale=true`)).json()) as { items: unknown[] };
  expect(after.items).toEqual([]);
});

test("a decision's texts and options are written in place while it is proposed, and stay once it is rejected", async ({
  page,
  turbo,
}) => {
  const { key } = await makeProject(turbo);
  await turbo.rest("POST", "/decisions", { project: key, title: "Which queue", options: ["Redis"] });
  await open(page, `/decisions/${key}-DEC1`);
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Title" }).fill("Which job queue");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Which job queue");
  await page.getByRole("button", { name: "Say why" }).click();
  await page.getByLabel("Why, in Markdown").fill("It is **there** already.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Why", exact: true }).locator("strong")).toHaveText("there");
  await page.getByRole("button", { name: "Edit option Redis" }).click();
  await page.getByLabel("Against").fill("One more server");
  await page.getByLabel("Why not").fill("We have a database.");
  await page.getByRole("button", { name: "Save option" }).click();
  await expect(page.getByRole("region", { name: "Options" })).toContainText("Why not: We have a database.");

  await page.getByRole("button", { name: "Reject" }).click();
  await page.getByRole("dialog", { name: "Reject the decision" }).getByLabel("Why").fill("Not now.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Why", exact: true })).toContainText("Not now.");
  await expect(page.getByRole("button", { name: "Accept" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Edit option Redis" })).toBeHidden();
});

test("the list of decisions narrows to a status and is walked with J", async ({ page, turbo }) => {
  const { key } = await makeProject(turbo);
  await turbo.rest("POST", "/decisions", { project: key, title: "Still open" });
  await turbo.rest("POST", "/decisions", { project: key, title: "Holds", outcome: "Yes", accept: true });
  await open(page, `/projects/${key}/decisions`);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Holds" })).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Still open" })).toBeFocused();
  await page.getByRole("link", { name: "Accepted" }).click();
  await expect(page.getByRole("link", { name: "Still open" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Holds" })).toBeVisible();
});

test("a record goes out as Markdown and comes in again by the command line", async ({ turbo }) => {
  const { key } = await makeProject(turbo);
  await turbo.rest("POST", "/decisions", { project: key, title: "Kept", context: "Why", outcome: "So", accept: true });
  const out = await turbo.cli(["decisions", "export", `${key}-DEC1`]);
  expect(out.stdout).toContain("## Decision Outcome\n\nSo");
  const file = `${turbo.home}/0001-kept.md`;
  await turbo.cli(["decisions", "export", `${key}-DEC1`, "--output", file]);
  const again = await turbo.cli(["decisions", "import", file, "missing.md", "--project", key]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain(`${key}-DEC1 is here already`);
  expect(again.stderr).toContain("missing.md cannot be read.");
});
