import path from "node:path";
import type { NextConfig } from "next";

const root = path.resolve(import.meta.dirname, "../..");

const config: NextConfig = {
  output: "standalone",
  distDir: "../../.next-floor",
  outputFileTracingRoot: root,
  turbopack: { root },
  typescript: { ignoreBuildErrors: true, tsconfigPath: "../../tsconfig.build.json" },
  serverExternalPackages: ["better-sqlite3", "pg"],
};

export default config;
