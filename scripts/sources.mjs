/** What the database clients, the command line and the app are made from. */
export const MODEL = ["prisma/schema.prisma", "scripts/generate.mjs", "package-lock.json"];
export const COMMAND_LINE = [...MODEL, "lib", "scripts/build-cli.mjs", "package.json", "tsconfig.json"];
export const APP = [
  ...COMMAND_LINE,
  "app",
  "components",
  "public",
  "bin",
  "runtime/package.json",
  "runtime/package-lock.json",
  "prisma/migrations",
  "templates",
  "scripts/build-app.mjs",
  "scripts/compress-static.mjs",
  "next.config.ts",
  "instrumentation.ts",
];
