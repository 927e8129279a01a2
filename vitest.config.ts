import { defineConfig } from "vitest/config";

const operations = ["lib/domain/**/*.test.ts", "lib/jobs/**/*.test.ts"];
// Needs a folder that is not part of this repository.
const realFolder = process.env.TURBO_DATA ? [] : ["**/real-folder.test.ts"];
// Files of one worker share their modules and their open databases: to load and open them again takes longer than most tests.
const base = {
  isolate: false,
  setupFiles: ["lib/testing/quiet.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  env: { TURBO_TIME_ZONE: "UTC" },
};

export default defineConfig({
  test: {
    globalSetup: ["lib/testing/global-setup.ts"],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...base,
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...operations, ...realFolder, "node_modules/**", "e2e/**", ".next*/**"],
        },
      },
      { test: { ...base, name: "sqlite", include: operations, env: { ...base.env, TURBO_TEST_ENGINE: "sqlite" } } },
      {
        extends: true,
        test: { ...base, name: "postgres", include: operations, env: { ...base.env, TURBO_TEST_ENGINE: "postgres" } },
      },
      { extends: true, test: { ...base, name: "processes", include: ["e2e/{database,validation}/**/*.test.ts"] } },
    ],
  },
});
