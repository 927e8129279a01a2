import type { NextConfig } from "next";

const development = process.env.NODE_ENV === "development";

// Next and next-themes start with inline scripts that differ from page to page, so inline scripts are allowed;
// everything else comes from here, and texts that people write are never rendered as HTML.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${development ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

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
  // A navigation without an answer waits for the server instead of leaving for the browser's own error page.
  experimental: { useOffline: true },
  poweredByHeader: false,
  devIndicators: false,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Content-Security-Policy", value: contentSecurityPolicy },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
      ],
    },
    {
      // What people attached: nothing in it may run, wherever it is opened. This outranks the policy of the pages.
      source: "/api/v1/attachments/:attachment/content",
      headers: [{ key: "Content-Security-Policy", value: "sandbox; default-src 'none'" }],
    },
  ],
  rewrites: async () => [
    { source: "/mcp", destination: "/api/mcp" },
    { source: "/mcp/tools/:name", destination: "/api/mcp/tools/:name" },
    { source: "/register", destination: "/api/no-oauth" },
    { source: "/.well-known/:part(oauth-[^/]+|openid-configuration)", destination: "/api/no-oauth" },
    { source: "/.well-known/:part(oauth-[^/]+|openid-configuration)/:path*", destination: "/api/no-oauth" },
    { source: "/health", destination: "/api/health" },
    { source: "/health/:part", destination: "/api/health/:part" },
  ],
};

export default config;
