import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { changeSetting } from "./change-setting.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-settings-"));
  vi.stubEnv("TURBO_HOME", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => path.join(folder, "turbo.toml");
const text = () => readFileSync(file(), "utf8");

const OWN = `# Ours.
[server]
# Where the proxy looks.
port = 3000   # not 80
host = '127.0.0.1'

[security]
cors_origins = ["https://a.example"]
`;

test("A setting is changed on its line; every other line, comment and mode stays.", () => {
  writeFileSync(file(), OWN);
  chmodSync(file(), 0o640);
  expect(changeSetting("server.port", "4000")).toBe(
    `server.port is set in ${file()}. It holds from the next start on.`,
  );
  expect(text()).toBe(OWN.replace("3000", "4000"));
  changeSetting("TURBO_CORS_ORIGINS", "https://a.example, https://b.example");
  expect(text()).toContain('cors_origins = ["https://a.example","https://b.example"]\n');
  expect((statSync(file()).mode & 0o777).toString(8)).toBe("640");
});

test("One that is not there yet comes under its table, which is made where there is none, in a file for its owner alone.", () => {
  changeSetting("turbo.log_level", "debug");
  changeSetting("server.public_url", 'https://turbo.example/"quoted"');
  changeSetting("server.port", "4000");
  expect(text()).toBe(
    '[turbo]\nlog_level = "debug"\n\n[server]\nport = 4000\npublic_url = "https://turbo.example/\\"quoted\\""\n',
  );
  expect((statSync(file()).mode & 0o777).toString(8)).toBe("600");
});

test("What is wrong, unknown, or the environment's alone is refused, and nothing is written.", () => {
  writeFileSync(file(), OWN);
  expect(() => changeSetting("server.port", "many")).toThrow("must be a whole number from 1 to 65535");
  expect(() => changeSetting("server.prot", "1")).toThrow('Did you mean "server.port"?');
  expect(() => changeSetting("TURBO_API_KEY", "k".repeat(30))).toThrow("is set by the environment alone");
  expect(text()).toBe(OWN);
});

test("A value that is written over several lines, or in another table's clothes, is left to its owner.", () => {
  for (const own of [
    '[security]\ncors_origins = [\n  "https://a.example",\n]\n',
    "security = { cors_origins = [] }\n",
  ]) {
    writeFileSync(file(), own);
    expect(() => changeSetting("security.cors_origins", "https://b.example")).toThrow("Edit the file");
    expect(text()).toBe(own);
  }
});

test("Whoever sets what a variable outranks is told.", () => {
  vi.stubEnv("PORT", "8080");
  expect(changeSetting("server.port", "4000")).toContain("PORT outranks it as long as it is set.");
});
