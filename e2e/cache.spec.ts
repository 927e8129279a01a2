import { expect, type Page, test } from "@playwright/test";
import { startRedis } from "#lib/testing/redis";
import { freshPostgres, type RunningTurbo, startTurbo } from "./start.ts";

const TEXT = "Look at **this**, then APP-1.\n\n```ts\nconst answer: number = 42;\n```";

interface Cache {
  asked: { markdown?: Record<"memory" | "shared" | "made", number> };
  shared: { backend: string; away: boolean; entries: number | null };
}

async function stats(turbo: RunningTurbo): Promise<Cache> {
  return JSON.parse((await turbo.cli(["cache", "stats", "--json"])).stdout).cache;
}

async function expectShown(page: Page, turbo: RunningTurbo): Promise<void> {
  const response = await page.goto(`${turbo.url}/issues/APP-1`);
  expect(response?.status()).toBe(200);
  await expect(page.locator(".prose strong", { hasText: "this" })).toBeVisible();
  await expect(page.locator(".prose pre span[style*='--shiki-token-keyword']", { hasText: "const" })).toBeVisible();
  await expect(page.locator(".prose a[href='/issues/APP-1']")).toBeVisible();
}

async function describeIssue(turbo: RunningTurbo): Promise<void> {
  await turbo.rest("POST", "/projects", { name: "App", key: "APP" });
  expect((await turbo.rest("POST", "/issues", { project: "APP", title: "One", description: TEXT })).status).toBe(201);
}

test("A rendered text outlives the server in its database, and the command line tells and clears it.", async ({
  page,
}) => {
  const first = await startTurbo();
  const { home, databaseUrl } = first;
  try {
    await describeIssue(first);
    await page.goto(first.enterUrl);
    await expectShown(page, first);
    expect((await stats(first)).asked.markdown).toMatchObject({ shared: 0, made: 1 });
    await expect.poll(async () => (await stats(first)).shared.entries).toBe(1);
    await first.kill();
    const again = await startTurbo({ home, databaseUrl, port: Number(new URL(first.url).port) });
    try {
      await page.goto(again.enterUrl);
      await expectShown(page, again);
      expect((await stats(again)).asked.markdown).toMatchObject({ shared: 1, made: 0 });
      expect((await again.cli(["cache", "stats"])).stdout).toMatch(/asked\.markdown\.shared +1/);
      const cleared = await again.cli(["cache", "clear"]);
      expect(cleared).toMatchObject({ code: 0, stdout: "The cache is empty.\n", stderr: "" });
      expect((await stats(again)).shared).toMatchObject({ backend: "database", entries: 0 });
      await expectShown(page, again);
      expect((await stats(again)).asked.markdown).toMatchObject({ made: 1 });
      await again.kill();
      await again.cli(["cache", "clear"]);
      const told = await again.cli(["cache", "stats", "--json"]);
      expect(JSON.parse(told.stdout).cache.shared).toMatchObject({ backend: "database", entries: 0 });
    } finally {
      await again.stop();
    }
  } finally {
    await first.stop();
  }
});

/** The session cookie of a browser, under the name that a server gives it: on loopback that has its port. */
async function cookieAt(page: Page, signedInAt: RunningTurbo, server: RunningTurbo): Promise<string> {
  const named = (turbo: RunningTurbo) => `turbo-session-${new URL(turbo.url).port}`;
  const cookie = (await page.context().cookies()).find(({ name }) => name === named(signedInAt));
  return `${named(server)}=${cookie?.value}`;
}

/** Reads and writes at both servers without a pause until it is ended; answers how much was asked and what failed. */
function load(servers: readonly { turbo: RunningTurbo; cookie: string }[]) {
  let over = false;
  let asked = 0;
  const failed: unknown[] = [];
  const worker = async (n: number) => {
    for (let round = n; !over; round++) {
      const { turbo, cookie } = servers[round % servers.length] as (typeof servers)[number];
      try {
        const comment = round % 3 === 0;
        const answer = await (comment
          ? turbo.rest("POST", "/issues/APP-2/comments", { body: `**${n}** and ${round}` })
          : fetch(`${turbo.url}/issues/APP-2`, { headers: { cookie }, redirect: "manual" }));
        await answer.arrayBuffer();
        asked++;
        if (answer.status !== (comment ? 201 : 200)) failed.push(answer.status);
      } catch (error) {
        failed.push(error);
      }
    }
  };
  const workers = Promise.all([0, 1, 2, 3].map(worker));
  return async () => {
    over = true;
    await workers;
    return { asked, failed };
  };
}

test("Two servers are one: sign-ins, live pages and a Redis; while it is gone or frozen no request fails, and it is used when it is back.", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const redis = await startRedis();
  const { url: databaseUrl, remove } = await freshPostgres();
  const env = { REDIS_URL: redis.url, TURBO_SECRET_KEY: "one secret for both of the two servers" };
  const one = await startTurbo({ databaseUrl, env });
  const two = await startTurbo({ databaseUrl, env });
  try {
    await describeIssue(one);
    await page.goto(one.enterUrl);
    await expectShown(page, one);
    await expect.poll(async () => Object.keys(await redis.entries()).length).toBe(1);
    const other = await context.newPage();
    await other.goto(two.enterUrl);
    await expectShown(other, two);
    expect((await stats(two)).asked.markdown).toMatchObject({ shared: 1, made: 0 });

    expect((await one.rest("POST", "/issues", { project: "APP", title: "Two", description: TEXT })).status).toBe(201);
    const both = [
      { turbo: one, cookie: await cookieAt(page, one, one) },
      { turbo: two, cookie: await cookieAt(page, one, two) },
    ];
    for (const gone of ["stopped", "frozen"]) {
      const ended = load(both);
      if (gone === "stopped") await redis.halt();
      else redis.freeze(true);
      for (let n = 0; n < 4; n++) {
        const comment = await two.rest("POST", "/issues/APP-1/comments", { body: `**${gone}** ${n}` });
        expect(comment.status).toBe(201);
        await expectShown(n % 2 ? page : other, n % 2 ? one : two);
      }
      expect((await stats(two)).shared).toMatchObject({ backend: "database", away: true });
      if (gone === "stopped") await redis.resume();
      else redis.freeze(false);
      for (const server of [one, two])
        await expect
          .poll(async () => (await stats(server)).shared, { timeout: 15_000 })
          .toMatchObject({ backend: "redis", away: false });
      const { asked, failed } = await ended();
      expect(failed).toEqual([]);
      expect(asked).toBeGreaterThan(20);
    }
    for (const server of [one, two]) {
      expect(server.stderr().match(/Redis is away/g)).toHaveLength(2);
      expect(server.stderr()).not.toContain("Unhandled");
    }

    await page.goto(`${one.url}/issues/APP-1`);
    await two.rest("POST", "/issues/APP-1/comments", { body: "written at the **other** server" });
    await expect(page.locator(".prose strong", { hasText: "other" })).toBeVisible();

    const made = async () => (await stats(two)).asked.markdown?.made ?? 0;
    const before = await made();
    await expectShown(other, two);
    expect(await made()).toBe(before);
    expect((await one.cli(["cache", "clear", "--json"])).code).toBe(0);
    await expect
      .poll(
        async () => {
          await expectShown(other, two);
          return made();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(before);

    const statusAt = async ({ turbo, cookie }: (typeof both)[number]) =>
      (await fetch(`${turbo.url}/issues/APP-1`, { headers: { cookie }, redirect: "manual" })).status;
    expect(await Promise.all(both.map(statusAt))).toEqual([200, 200]);
    const { items } = await (await two.rest("GET", "/sign-ins")).json();
    for (const { id } of items) expect((await two.rest("DELETE", `/sign-ins/${id}`)).ok).toBe(true);
    expect(await Promise.all(both.map(statusAt))).toEqual([307, 307]);
  } finally {
    await one.stop();
    await two.stop();
    await remove();
    await redis.stop();
  }
});
