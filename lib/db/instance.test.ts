import { afterEach, expect, test } from "vitest";
import { readConfig, settleConfig } from "#lib/core/config";
import { freshDatabase } from "#lib/testing/world";
import { closeInstanceDatabase, instanceDatabase } from "./instance.ts";

afterEach(closeInstanceDatabase);

test("A process opens the database of its configuration once, and again after closing it.", async () => {
  const { url, remove } = await freshDatabase("sqlite");
  settleConfig(readConfig({ cwd: "/", env: { DATABASE_URL: url } }).config);
  const first = instanceDatabase();
  expect(instanceDatabase()).toBe(first);
  expect(await first.reader.user.count()).toBe(0);
  await closeInstanceDatabase();
  const second = instanceDatabase();
  expect(second).not.toBe(first);
  expect(await second.reader.project.count()).toBe(0);
  await closeInstanceDatabase();
  await remove();
});
