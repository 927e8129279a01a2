import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chosenService, installService, removeService, textOf } from "./service.ts";

let folder: string;
const said: string[] = [];
const print = (text: string) => void said.push(text);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo 100% service-"));
  said.length = 0;
  vi.stubEnv("HOME", folder);
  vi.stubEnv("TURBO_HOME", path.join(folder, 'a "home"'));
  vi.stubEnv("PATH", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A manager's command that writes down what it is asked. */
function manager(name: string, script = "") {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho ${name} "$@" >> '${path.join(folder, "asked")}'\n${script}`);
  chmodSync(file, 0o755);
}

const asked = () => readFileSync(path.join(folder, "asked"), "utf8").trim().split("\n");
const unit = () => path.join(folder, ".config/systemd/user/turbo.service");

test.runIf(process.platform === "linux")(
  "A unit of the person's own is written, started, and taken away again.",
  () => {
    manager("systemctl");
    expect(installService(chosenService({}), print)).toBe(0);
    const text = readFileSync(unit(), "utf8");
    expect(text).toContain('"TURBO_SERVICE=systemd turbo"');
    expect(text).toContain(`WorkingDirectory=${folder.replaceAll("%", "%%")}/a "home"\n`);
    expect(text).toContain(`"TURBO_HOME=${folder.replaceAll("%", "%%")}/a \\"home\\""`);
    expect(text).toMatch(/\nExecStart="[^"]+" "[^"]+\/bin\/turbo\.mjs" start --no-open\n/);
    expect(asked()).toEqual(["systemctl --user daemon-reload", "systemctl --user enable --now turbo.service"]);
    expect(removeService(chosenService({}), print)).toBe(0);
    expect(existsSync(unit())).toBe(false);
    expect(asked().at(-1)).toBe("systemctl --user disable --now turbo.service");
  },
);

test.runIf(process.platform === "linux")(
  "A manager that fails or is not there is told in words; the file stays.",
  () => {
    expect(() => installService(chosenService({}), print)).toThrow("failed: there is no systemctl here.");
    manager("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");
    expect(() => installService(chosenService({}), print)).toThrow("failed: Failed to connect to bus. Mend that");
    expect(existsSync(unit())).toBe(true);
  },
);

test("Each manager's file names the folder and the program; a name that could be a path is refused.", () => {
  const pm2 = textOf(chosenService({ pm2: true, name: "turbo-second" }));
  expect(JSON.parse(/\[([\s\S]+)\]/.exec(pm2)?.[1] ?? "")).toMatchObject({
    name: "turbo-second",
    args: "start --no-open",
    env: { TURBO_SERVICE: "pm2 turbo-second" },
  });
  expect(() => chosenService({ name: "../other" })).toThrow("small letters");
});
