import type { NextConfig } from "next";
import { ATTACHED, NO_NONCE, ONE_TIME_LINKS, securityHeaders } from "./lib/doors/server/security-headers.ts";

const config: NextConfig = {
  output: "standalone",
  distDir: process.env.TURBO_DIST_DIR || ".next",
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingExcludes: { "**": ["node_modules/@img/**", "node_modules/sharp/**"] },
  // Tracing follows this machine's binary only; a standalone folder is to run wherever it is copied.
  outputFileTracingIncludes: { "/*": ["node_modules/better-sqlite3/prebuilds/**"] },
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  // Types are checked by `npm test`. A tsconfig that extends another is one that Next leaves as it is.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.build.json" },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "better-sqlite3",
    "pg",
    "pino",
    "zod",
  ],
  // Measured: all entries loaded at the start rest in 15 to 50 MB and save the first calls no time.
  // A navigation without an answer waits for the server instead of leaving for the browser's own error page.
  experimental: { useOffline: true, preloadEntriesOnStart: false },
  redirects: async () => [{ source: "/activity", destination: "/agents/sessions", permanent: true }],
  poweredByHeader: false,
  devIndicators: false,
  // Where Turbo is a process of its own, `lib/doors/server` says them.
  ...(process.env.VERCEL ? { headers: saidByTheHost } : {}),
};

async function saidByTheHost() {
  const headers = Object.entries(securityHeaders(NO_NONCE)).map(([key, value]) => ({ key, value }));
  const attached = [{ key: "Content-Security-Policy", value: ATTACHED.policy }];
  return [
    { source: "/:path*", headers },
    { source: ATTACHED.path, headers: attached },
    ...ONE_TIME_LINKS.paths.map((source) => ({
      source,
      headers: [{ key: "Referrer-Policy", value: ONE_TIME_LINKS.referrer }],
    })),
  ];
}

export default config;
