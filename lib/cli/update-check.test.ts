import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { turboVersion } from "./place.ts";
import { checkForUpdate, updateText } from "./update-check.ts";

let registry: Server | null = null;
let cache: string;
beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), "turbo-npm-"));
  vi.stubEnv("npm_config_cache", cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
  registry?.close();
  registry = null;
});

/** Lets npm ask a registry that has these versions of Turbo; none where it has no Turbo at all. */
async function registryWith(...versions: string[]): Promise<string[]> {
  const asked: string[] = [];
  registry = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const packages = versions.map((version) => [version, { name: "turbo-plan", version }]);
    response.statusCode = versions.length > 0 ? 200 : 404;
    response.end(
      JSON.stringify({
        name: "turbo-plan",
        "dist-tags": { latest: versions.at(-1) },
        versions: Object.fromEntries(packages),
      }),
    );
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  vi.stubEnv("npm_config_registry", `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`);
  return asked;
}

test("The newest version is asked of npm's registry, by the name alone, and told with what brings it.", async () => {
  const asked = await registryWith(turboVersion(), "999.0.0");
  const report = await checkForUpdate();
  expect(report).toMatchObject({ version: turboVersion(), newest: "999.0.0", isNewer: true });
  expect(updateText(report)).toContain("Turbo 999.0.0 is there");
  expect([...new Set(asked)]).toEqual(["GET /turbo-plan"]);
});

test("The newest is said to be it, and a registry without Turbo is named.", async () => {
  await registryWith(turboVersion());
  expect(await checkForUpdate()).toMatchObject({ isNewer: false, command: null });
  registry?.close();
  await registryWith();
  await expect(checkForUpdate()).rejects.toThrow(`The package registry has no turbo-plan. This is Turbo`);
});
