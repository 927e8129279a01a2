import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "#lib/testing/free-port";
import { BUILD, cleanEnvironment, turbo } from "./launch.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

test("The npm package is installed with an empty cache, compiles and builds nothing, serves in the background, and ends.", async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-package-"));
  const home = path.join(folder, "home");
  try {
    const dist = path.relative(ROOT, path.dirname(BUILD));
    const env = {
      ...cleanEnvironment(),
      TURBO_DIST_DIR: dist,
      npm_config_cache: path.join(folder, "cache"),
      NODE_ENV: "production" as const,
    };
    const packed = execFileSync(process.execPath, ["scripts/pack.mjs"], { cwd: ROOT, env, encoding: "utf8" }).trim();
    const install = ["install", packed, "--prefix", home, "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", install, { cwd: folder, env, stdio: "pipe" });
    // The platform's password hash alone comes from the registry.
    const lock = JSON.parse(readFileSync(path.join(home, "package-lock.json"), "utf8"));
    const fetched = Object.keys(lock.packages).filter((name) => /^node_modules\/(?!turbo-plan(\/|$))/.test(name));
    expect(fetched.filter((name) => !name.startsWith("node_modules/@node-rs/argon2"))).toEqual([]);

    const installed = path.join(home, "node_modules/turbo-plan");
    const run = (...args: string[]) => turbo(args, { cwd: home, build: installed });
    const started = await run("start", "--detach", "--no-open", "--port", String(await freePort()));
    expect(started).toMatchObject({ code: 0, stderr: "" });
    expect(started.stdout).toContain("It runs in the background and logs to");
    const made = await run("projects", "create", "Packed", "--key", "PACK", "--json");
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect((await run("me", "set-password", "--password", "correct horse battery staple")).code).toBe(0);
    const opened = await fetch((await run("open")).stdout.trim(), { redirect: "manual" });
    const cookie = opened.headers
      .getSetCookie()
      .join("; ")
      .replace(/;[^;]*HttpOnly[^,]*/gi, "");
    const { url, pid } = JSON.parse(readFileSync(path.join(home, ".turbo/server.json"), "utf8"));
    const page = await fetch(`${url}/projects/PACK`, { headers: { cookie } });
    expect(await page.text()).toContain("Packed");

    const again = await run("restart");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain(`Turbo at ${url} was ended.`);
    const renewed = JSON.parse(readFileSync(path.join(home, ".turbo/server.json"), "utf8"));
    expect([renewed.url, renewed.pid === pid]).toEqual([url, false]);
    expect((await run("status")).code).toBe(0);
    expect((await run("stop")).stdout).toContain(`Turbo at ${url} was ended.`);
    expect((await run("status")).code).toBe(1);
  } finally {
    await turbo(["stop"], { cwd: home }).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
});
