// Starts the built app on believable data, opens each page at three widths in both themes, and writes PNGs to ./screenshots.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { connect } from "#lib/db/connect";
import { migrate } from "#lib/db/migrate";
import { CHROMIUM_FLAGS } from "../e2e/chromium-flags.ts";
import { type RunningTurbo, startTurbo } from "../e2e/start.ts";
import { fillWithFigures } from "./believable-figures.ts";
import { fillWithPlan } from "./believable-plan.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const OUT = path.join(ROOT, "screenshots");

const PAGES = {
  list: "/projects/TUR",
  filtered: "/projects/TUR?priority=high,critical&sort=-updatedAt",
  nothing: "/projects/TUR?text=zzzz",
  issue: "/issues/TUR-2",
  "issue-bare": "/issues/TUR-20",
  projects: "/projects",
  "project-settings": "/projects/TUR/settings",
  search: "/search?q=lease",
  my: "/my",
  queue: "/queue",
  "issue-claimed": "/issues/TUR-1",
  bin: "/bin",
  agents: "/agents",
  agent: "/agents/claude-code%20laptop",
  "agent-stopped": "/agents/codex%20ci?session=refactor-everything",
  sessions: "/agents/sessions",
  tokens: "/agents/tokens",
  inbox: "/inbox",
  initiatives: "/initiatives",
  initiative: "/initiatives/I-1",
  timeline: "/timeline",
  milestones: "/projects/TUR/milestones",
  milestone: "/milestones/TUR-MS1",
  decisions: "/decisions",
  "project-decisions": "/projects/TUR/decisions",
  decision: "/decisions/TUR-DEC1",
  "decision-superseded": "/decisions/TUR-DEC2",
  "decision-proposed": "/decisions/TUR-DEC4",
  proposals: "/proposals",
  proposal: "/proposals/TUR-P1",
  documents: "/documents",
  "project-documents": "/projects/TUR/documents",
  document: "/documents/TUR-DOC1",
  "document-history": "/documents/TUR-DOC1/history",
  "issue-stale": "/issues/TUR-4",
  settings: "/settings",
  people: "/settings/people",
  jobs: "/settings/jobs",
  instance: "/settings/instance",
  "instance-day": "/settings/instance?span=day",
  audit: "/settings/audit",
  "audit-filtered": "/settings/audit?operation=keys&user=ada",
  "audit-nothing": "/settings/audit?to=2001-01-01",
  missing: "/issues/TUR-9999",
  welcome: "/welcome",
};
const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];

async function main(only: string[]): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), "turbo-screenshots-"));
  const databaseUrl = `file:${path.join(home, "turbo.db")}`;
  let turbo: RunningTurbo | undefined;
  let browser: Browser | undefined;
  try {
    await migrate(databaseUrl, path.join(ROOT, "prisma"));
    const database = connect({ url: databaseUrl, durability: "normal", cacheMb: 16, mmapMb: 64, poolSize: 4 });
    await fillWithPlan(database);
    await fillWithFigures(database);
    await database.close();
    turbo = await startTurbo({
      databaseUrl,
      build: path.join(ROOT, process.env.TURBO_DIST_DIR ?? ".next", "standalone"),
    });
    browser = await chromium.launch({
      executablePath: process.env.TURBO_CHROMIUM ?? "/usr/bin/chromium",
      args: CHROMIUM_FLAGS,
    });
    await takeAll(browser, turbo, only);
  } finally {
    await browser?.close();
    await turbo?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function takeAll(browser: Browser, turbo: RunningTurbo, only: string[]): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const first = await browser.newContext();
  await (await first.newPage()).goto(turbo.enterUrl);
  const signedIn = await first.storageState();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of SIZES) {
      const phone = viewport.width < 500 ? { hasTouch: true, isMobile: true } : {};
      const context = await browser.newContext({ storageState: signedIn, colorScheme, viewport, ...phone });
      const page = await context.newPage();
      for (const [name, address] of Object.entries(PAGES)) {
        if (only.length > 0 && !only.includes(name)) continue;
        await page.goto(turbo.url + address);
        await page.waitForLoadState("networkidle").catch(() => undefined);
        await page.screenshot({ path: path.join(OUT, `${name}-${viewport.width}-${colorScheme}.png`) });
      }
      await context.close();
    }
  }
}

await main(process.argv.slice(2));
