import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "#lib/testing/free-port";
import { BUILD, cleanEnvironment } from "./launch.ts";

const DOCKERFILE = readFileSync(path.resolve(import.meta.dirname, "../Dockerfile"), "utf8");
const NOBODY = 65_534;

/** What an instruction of the last stage says, with its continued lines in one. */
function instruction(pattern: RegExp): string {
  const lines = DOCKERFILE.replaceAll("\\\n", " ").split("\n");
  return lines.findLast((line) => pattern.test(line))?.replace(pattern, "") ?? "";
}

/**
 * A container's bounds without one: the build, the runtime and the data at places of their own, nothing but the data writable,
 * not even /tmp, and another user without rights.
 */
const BOUNDS = `set -e
mount --make-rprivate /
mount --bind "$1" "$3/turbo"
mount --bind "$2" "$3/node"
mount --bind "$3/data" "$3/data"
mount -o remount,bind,ro /
if mountpoint -q /tmp; then mount -o remount,bind,ro /tmp; fi
cd "$3/turbo"
node="$3/node"; shift 3
exec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups --no-new-privs --bounding-set=-all "$node" "$@"`;

const canBound = spawnSync("unshare", ["-m", "setpriv", "--bounding-set=-all", "true"]).status === 0;

test("With nothing writable but its data, as another user, the built folder does what the Dockerfile says, backs up and ends.", async () => {
  test.skip(!canBound, "needs root and util-linux");
  const folder = mkdtempSync(path.join(tmpdir(), "turbo-container-"));
  chmodSync(folder, 0o755);
  for (const name of ["turbo", "data"]) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, "node"), "");
  const data = path.join(folder, "data");
  chownSync(data, NOBODY, NOBODY);
  const port = String(await freePort());
  const said = Object.fromEntries(
    instruction(/^ENV /)
      .split(" ")
      .map((pair) => pair.replaceAll("/data", data).split("=")),
  );
  const env = {
    ...cleanEnvironment(),
    ...said,
    TURBO_PORT: port,
    TURBO_SECRET_KEY: "a-secret-of-more-than-24-characters",
  };
  const start = (...args: string[]): ChildProcess =>
    spawn("unshare", ["-m", "sh", "-c", BOUNDS, "sh", BUILD, process.execPath, folder, "bin/turbo.mjs", ...args], {
      env,
    });
  const run = async (...args: string[]) => {
    const child = start(...args);
    let told = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (told += text));
    return { code: await new Promise((resolve) => child.once("close", resolve)), told };
  };
  const [, ...command] = JSON.parse(instruction(/^CMD /)) as string[];
  const [, ...health] = JSON.parse(instruction(/^HEALTHCHECK .*? CMD /)) as string[];
  const server = start(...command);
  const ended = new Promise((resolve) => server.once("close", resolve));
  try {
    await expect.poll(() => spawnSync(process.execPath, health, { env }).status, { timeout: 40_000 }).toBe(0);
    expect(await run("backup", "create")).toMatchObject({ code: 0, told: expect.stringContaining("Tried: restored") });
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await run("db", "vacuum")).toMatchObject({ code: 0 });
    expect(readdirSync(data)).toEqual([".turbo"]);
    const { uid, mode } = statSync(path.join(data, ".turbo/turbo.db"));
    expect([uid, mode & 0o777]).toEqual([NOBODY, 0o600]);
  } finally {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
