import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "#lib/core/config";
import { settingLines } from "#lib/core/setting-lines";
import { configTable, exampleToml } from "./config-report.ts";

const root = path.resolve(import.meta.dirname, "../..");

test("turbo.example.toml holds every key as it is declared.", () => {
  expect(readFileSync(path.join(root, "turbo.example.toml"), "utf8")).toBe(exampleToml());
});

test("The table of settings is the declared one.", () => {
  const readme = readFileSync(path.join(root, "docs/settings.md"), "utf8");
  const table = /<!-- settings -->\n([\s\S]*?)\n<!-- \/settings -->/.exec(readme)?.[1];
  expect(table).toBe(configTable());
});

test("Showing the settings tells where each comes from, and no secret.", () => {
  const env = {
    TURBO_SECRET_KEY: "hush-hush-hush-hush-hush-hush",
    DATABASE_URL: "postgresql://turbo:hush-hush@db.example:5432/plan",
    TURBO_PORT: "4000",
    ANTHROPIC_API_KEY: "sk-ant-hush-hush-hush",
  };
  const lines = settingLines(readConfig({ cwd: "/", env }).origins);
  expect(lines).toContainEqual({ key: "server.port", value: "4000", from: "TURBO_PORT" });
  expect(lines).toContainEqual({ key: "security.secret_key", value: "(set)", from: "TURBO_SECRET_KEY" });
  expect(lines).toContainEqual({ key: "database.url", value: "PostgreSQL db.example:5432/plan", from: "DATABASE_URL" });
  expect(lines).toContainEqual({ key: "ANTHROPIC_API_KEY", value: "(set)", from: "ANTHROPIC_API_KEY" });
  expect(JSON.stringify(lines)).not.toContain("hush");
});
